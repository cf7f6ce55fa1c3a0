package dev.sluice.dialect.openai;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.sluice.chat.ChunkSink;
import dev.sluice.chat.ErrorCode;
import dev.sluice.chat.Failure;
import dev.sluice.dialect.AnswerDecoder;
import dev.sluice.dialect.DecodeSettings;
import dev.sluice.dialect.ErrorBody;
import dev.sluice.dialect.LooseLines;
import dev.sluice.frame.SseDecoder;
import dev.sluice.frame.SseSink;
import dev.sluice.json.Json;
import dev.sluice.json.MalformedJson;
import java.util.Arrays;

/** Decodes a streamed answer: server-sent events, each one chunk, up to {@code [DONE]}. */
final class OpenAiStreamDecoder implements AnswerDecoder, SseSink {

  private static final byte[] DONE = "[DONE]".getBytes(ISO_8859_1);
  private static final byte[] DATA = "data:".getBytes(ISO_8859_1);

  private final SseDecoder events;
  private final ChatAnswer answer;
  private final PlainDelta plain;
  private final LooseLines loose = new LooseLines(this::loose);

  OpenAiStreamDecoder(DecodeSettings settings, ChunkSink sink) {
    events = new SseDecoder(settings.eventBytesMax(), this);
    answer = new ChatAnswer(settings, sink);
    plain = new PlainDelta(answer);
  }

  @Override
  public void feed(byte[] bytes, int offset, int length) {
    if (!answer.ended()) {
      events.feed(bytes, offset, length);
    }
  }

  @Override
  public void end() {
    if (!answer.ended()) {
      events.end();
      answer.end();
    }
  }

  @Override
  public void event(String name, byte[] data, int offset, int length) {
    if (answer.ended() || (name.isEmpty() && plain.read(data, offset, length))) {
      return;
    }
    var from = start(data, offset, offset + length);
    var rest = offset + length - from;
    if (rest == 0) {
      return;
    }
    if (startsWith(DONE, data, from, rest)) {
      answer.done();
      return;
    }
    try {
      read(name, data, from, rest);
    } catch (MalformedJson e) {
      unreadable(name, data, from, rest, e.reason());
    }
  }

  /** What holds no brace cannot have held content: a comment, or a sign of life. */
  private void unreadable(String name, byte[] data, int from, int length, String reason) {
    if (name.equals("error")) {
      answer.fail(
          ErrorBody.of(Arrays.copyOfRange(data, from, from + length)).inStream(answer.content()));
    } else if (data[from] == ':' || !holdsBrace(data, from, from + length)) {
      answer.skip(events.eventOffset());
    } else {
      answer.problem(events.eventOffset(), reason);
    }
  }

  private static boolean holdsBrace(byte[] data, int from, int to) {
    for (var at = from; at < to; at++) {
      if (data[at] == '{') {
        return true;
      }
    }
    return false;
  }

  @Override
  public void ignored(byte[] line, int offset, int length) {
    if (!answer.ended()) {
      loose.line(line, offset, length);
    }
  }

  private void loose(String name, Json json, byte[] text) {
    plain.forget();
    if (json instanceof Json.Obj object) {
      answer.event(name, object, "delta", events.eventOffset());
    } else {
      var error = ErrorBody.inBand(name, json);
      if (error != null) {
        answer.fail(error.inStream(answer.content()));
      }
    }
  }

  @Override
  public boolean finished() {
    return answer.finished();
  }

  private void read(String name, byte[] data, int from, int length) throws MalformedJson {
    var json = Json.parse(data, from, length);
    if (!(json instanceof Json.Obj object)) {
      other(name, json);
      return;
    }
    var before = answer.emitted();
    answer.event(name, object, "delta", events.eventOffset());
    if (name.isEmpty()) {
      plain.learn(object, before, data, from, length);
    } else {
      plain.forget();
    }
  }

  /** JSON that is no object: an error in a list, or nothing that could have held content. */
  private void other(String name, Json json) {
    var error = ErrorBody.inBand(name, json);
    if (error != null) {
      answer.fail(error.inStream(answer.content()));
    } else if (json instanceof Json.Arr) {
      answer.problem(events.eventOffset(), "the event is not a JSON object");
    } else {
      answer.skip(events.eventOffset());
    }
  }

  /** Some servers leave the last blank line out: what is whole counts, what is cut does not. */
  @Override
  public void unfinished(String name, byte[] data, int offset, int length) {
    var from = start(data, offset, offset + length);
    var rest = offset + length - from;
    if (startsWith(DONE, data, from, rest)) {
      answer.done();
      return;
    }
    try {
      if (rest > 0 && Json.parse(data, from, rest) instanceof Json.Obj object) {
        answer.event(name, object, "delta", events.eventOffset());
      }
    } catch (MalformedJson e) {
      // cut in the middle: the end of the bytes decides what that means
      return;
    }
  }

  @Override
  public void overflow(long offset, int bound) {
    answer.fail(
        Failure.of(
            ErrorCode.UPSTREAM_EVENT_TOO_LARGE,
            "an event of the provider's stream is larger than " + bound + " bytes, at " + offset));
  }

  /** Where the payload begins: behind white space and a {@code data:} that was sent twice. */
  private static int start(byte[] data, int offset, int end) {
    var at = skipSpace(data, offset, end);
    return startsWith(DATA, data, at, end - at) ? skipSpace(data, at + DATA.length, end) : at;
  }

  private static int skipSpace(byte[] data, int offset, int end) {
    var at = offset;
    while (at < end && data[at] >= 0 && data[at] <= ' ') {
      at++;
    }
    return at;
  }

  private static boolean startsWith(byte[] what, byte[] data, int offset, int length) {
    return length >= what.length
        && Arrays.equals(data, offset, offset + what.length, what, 0, what.length);
  }
}
