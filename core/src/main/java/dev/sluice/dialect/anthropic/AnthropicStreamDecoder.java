package dev.sluice.dialect.anthropic;

import dev.sluice.chat.ChunkSink;
import dev.sluice.chat.ErrorCode;
import dev.sluice.chat.Failure;
import dev.sluice.dialect.AnswerDecoder;
import dev.sluice.dialect.DecodeSettings;
import dev.sluice.dialect.LooseLines;
import dev.sluice.frame.SseDecoder;
import dev.sluice.frame.SseSink;
import dev.sluice.json.Json;
import dev.sluice.json.MalformedJson;

/** Decodes a streamed answer: server-sent events to chunks. */
final class AnthropicStreamDecoder implements AnswerDecoder, SseSink {

  private final MessageEvents events;
  private final SseDecoder frames;
  private final LooseLines loose = new LooseLines(this::loose);
  private boolean ended;

  AnthropicStreamDecoder(DecodeSettings settings, ChunkSink sink) {
    this.events = new MessageEvents(settings, sink);
    this.frames = new SseDecoder(settings.eventBytesMax(), this);
  }

  @Override
  public void feed(byte[] bytes, int offset, int length) {
    if (!ended && !events.ended()) {
      frames.feed(bytes, offset, length);
    }
  }

  @Override
  public void end() {
    if (ended) {
      return;
    }
    ended = true;
    frames.end();
    if (events.finished()) {
      events.conclude();
      return;
    }
    events.fail(
        Failure.of(
            ErrorCode.UPSTREAM_TRUNCATED, "the provider's stream stopped before message_stop"));
  }

  @Override
  public boolean finished() {
    return events.finished();
  }

  @Override
  public void ignored(byte[] line, int offset, int length) {
    loose.line(line, offset, length);
  }

  private void loose(String name, Json json, byte[] text) {
    events.event(name, text, 0, text.length, frames.eventOffset());
  }

  @Override
  public void event(String name, byte[] data, int offset, int length) {
    events.event(name, data, offset, length, frames.eventOffset());
  }

  @Override
  public void unfinished(String name, byte[] data, int offset, int length) {
    if (isWhole(data, offset, length)) {
      event(name, data, offset, length);
    }
  }

  private static boolean isWhole(byte[] data, int offset, int length) {
    try {
      return Json.parse(data, offset, length) instanceof Json.Obj;
    } catch (MalformedJson e) {
      return false; // it was cut: what is missing is found missing at the end
    }
  }

  @Override
  public void overflow(long offset, int bound) {
    events.fail(
        Failure.of(
            ErrorCode.UPSTREAM_EVENT_TOO_LARGE,
            "an event of the provider is larger than " + bound + " bytes, at byte " + offset));
  }
}
