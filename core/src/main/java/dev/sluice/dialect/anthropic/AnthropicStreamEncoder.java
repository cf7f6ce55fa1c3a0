package dev.sluice.dialect.anthropic;

import dev.sluice.chat.Chunk;
import dev.sluice.dialect.AnswerEncoder;
import dev.sluice.dialect.EncodeSettings;
import dev.sluice.dialect.Sequencer;
import dev.sluice.frame.Bytes;
import dev.sluice.json.JsonWriter;
import org.jspecify.annotations.Nullable;

/**
 * Encodes a streamed answer: one block at a time, indexes dense from 0, one {@code message_delta}
 * with all that is known at the end. {@code message_start} waits for the first chunk that is
 * neither start nor usage, so that it can hold the input's count. Source: protocol reference, §4.4
 * and §10.3.
 */
final class AnthropicStreamEncoder implements AnswerEncoder {

  private static final int JSON_BYTES = 512;

  private final EncodeSettings settings;
  private final MessageHead head;
  private final JsonWriter json = new JsonWriter(JSON_BYTES);
  private final EventOut events = new EventOut(json);
  private final Sequencer sequencer = new Sequencer(this::write);
  private final BlockWriter block = new BlockWriter(events, json);
  private final UsageWriter atStart = new UsageWriter();
  private final UsageWriter atEnd = new UsageWriter();
  private final Tail tail = new Tail();
  private Chunk.@Nullable Finish finish;
  private boolean counted;
  private boolean opened;
  private boolean closed;

  AnthropicStreamEncoder(EncodeSettings settings) {
    this.settings = settings;
    this.head = new MessageHead(settings);
  }

  @Override
  public String contentType() {
    return "text/event-stream; charset=utf-8";
  }

  @Override
  public void encode(Chunk chunk, Bytes to) {
    if (closed) {
      return;
    }
    events.to(to);
    if (chunk.terminal()) {
      closed = true;
    }
    sequencer.accept(chunk);
  }

  @Override
  public void open(Bytes to) {
    events.to(to);
    open();
  }

  @Override
  public void heartbeat(Bytes to) {
    if (opened && !closed) {
      events.to(to);
      json.clear().beginObject().member("type", Wire.PING).endObject();
      events.event(Wire.PING);
    }
  }

  private void write(Chunk chunk) {
    switch (chunk) {
      case Chunk.Start start -> {
        head.is(start);
        block.ours(start.extra().of(Wire.NAME));
      }
      case Chunk.Usage usage -> usage(usage);
      case Chunk.BlockStart start -> {
        open();
        block.start(start);
      }
      case Chunk.Text text -> block.text(text.text(), text.extra());
      case Chunk.Refusal text -> block.text(text.text(), text.extra());
      case Chunk.Reasoning reasoning -> block.reasoning(reasoning);
      case Chunk.Signature signature -> block.sign(signature);
      case Chunk.Arguments arguments -> block.arguments(arguments);
      case Chunk.Citation citation -> block.cite(citation);
      case Chunk.Opaque opaque -> opaque(opaque);
      case Chunk.BlockEnd end -> block.end(tail.take(Wire.BLOCK_STOP));
      case Chunk.Finish end -> finish = end;
      case Chunk.End end -> end();
      case Chunk.Failed failed -> {
        closed = true;
        json.clear();
        AnthropicErrors.event(failed.failure(), settings.requestId(), json);
        events.event(Wire.ERROR);
      }
      case Chunk.Media media -> {}
      case Chunk.Logprobs logprobs -> {}
      case Chunk.Problem problem -> {}
    }
  }

  /** The first usage belongs to {@code message_start}, what follows to {@code message_delta}. */
  private void usage(Chunk.Usage usage) {
    if (counted) {
      open();
    }
    counted = true;
    (opened ? atEnd : atStart).add(usage);
  }

  private void open() {
    if (opened) {
      return;
    }
    opened = true;
    json.clear().beginObject().member("type", Wire.MESSAGE_START).name("message");
    head.begin(json);
    json.name("content").beginArray().endArray();
    json.name("stop_reason").nil().name("stop_sequence").nil();
    Extras.write(head.extra(), Extras.MESSAGE, json);
    json.name("usage");
    atStart.write(json, true, 0);
    json.endObject();
    Extras.write(head.extra(), Extras.EVENT, json);
    json.endObject();
    events.event(Wire.MESSAGE_START);
  }

  private void opaque(Chunk.Opaque opaque) {
    if (!opaque.protocol().equals(Wire.NAME)) {
      return;
    }
    if (opaque.block() >= 0) {
      block.opaque(opaque);
    } else if (!tail.keeps(opaque)) {
      open();
      json.clear().raw(opaque.json());
      events.event(opaque.event());
    }
  }

  private void end() {
    open();
    var last = finish;
    json.clear().beginObject().member("type", Wire.MESSAGE_DELTA).name("delta");
    json.beginObject();
    StopReasons.write(last, json);
    json.endObject().name("usage");
    atEnd.write(json, false, atStart.output(0));
    if (last != null) {
      Extras.write(last.extra(), Extras.EVENT, json);
    }
    json.endObject();
    events.event(Wire.MESSAGE_DELTA);
    json.clear().beginObject().member("type", Wire.MESSAGE_STOP);
    Extras.write(tail.take(Wire.MESSAGE_STOP), Extras.EVENT, json);
    json.endObject();
    events.event(Wire.MESSAGE_STOP);
  }
}
