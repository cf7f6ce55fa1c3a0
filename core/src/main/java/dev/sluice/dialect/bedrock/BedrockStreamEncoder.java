package dev.sluice.dialect.bedrock;

import dev.sluice.chat.Chunk;
import dev.sluice.chat.Extra;
import dev.sluice.chat.Failure;
import dev.sluice.dialect.AnswerEncoder;
import dev.sluice.dialect.EncodeSettings;
import dev.sluice.dialect.Sequencer;
import dev.sluice.frame.Bytes;

/**
 * Turns chunks into the frames of ConverseStream, one block after the other: the stop comes before
 * the usage, which waits for the end. Source: protocol reference, §5.6 and §10.4.
 */
final class BedrockStreamEncoder implements AnswerEncoder {

  private static final Bytes NOWHERE = new Bytes();

  private final EncodeSettings settings;
  private final long begunMillis;
  private final StreamFrames frames = new StreamFrames();
  private final BlockFrames blocks = new BlockFrames(frames);
  private final Sequencer sequencer = new Sequencer(this::write);
  private Bytes out = NOWHERE; // of the call that is running
  private Chunk.Usage usage = Chunk.Usage.UNKNOWN;
  private boolean opened;
  private boolean ended;

  BedrockStreamEncoder(EncodeSettings settings) {
    this.settings = settings;
    this.begunMillis = settings.fresh().nowMillis().getAsLong();
  }

  @Override
  public String contentType() {
    return "application/vnd.amazon.eventstream";
  }

  @Override
  public void encode(Chunk chunk, Bytes to) {
    if (choice(chunk) != 0) {
      return; // Converse has one answer; no client of it can ask for more
    }
    out = to;
    sequencer.accept(chunk);
    out = NOWHERE;
  }

  private static int choice(Chunk chunk) {
    return switch (chunk) {
      case Chunk.BlockStart c -> c.choice();
      case Chunk.BlockEnd c -> c.choice();
      case Chunk.Text c -> c.choice();
      case Chunk.Refusal c -> c.choice();
      case Chunk.Reasoning c -> c.choice();
      case Chunk.Signature c -> c.choice();
      case Chunk.Arguments c -> c.choice();
      case Chunk.Citation c -> c.choice();
      case Chunk.Media c -> c.choice();
      case Chunk.Opaque c -> c.choice();
      case Chunk.Logprobs c -> c.choice();
      case Chunk.Finish c -> c.choice();
      case Chunk.Start c -> 0;
      case Chunk.Usage c -> 0;
      case Chunk.Problem c -> 0;
      case Chunk.End c -> 0;
      case Chunk.Failed c -> 0;
    };
  }

  @Override
  public void open(Bytes to) {
    out = to;
    start(Extra.NONE);
    out = NOWHERE;
  }

  @Override
  public void heartbeat(Bytes to) {
    if (!ended) {
      blocks.heartbeat(to);
    }
  }

  private void write(Chunk chunk) {
    if (ended) {
      return;
    }
    switch (chunk) {
      case Chunk.Start s -> start(s.extra());
      case Chunk.BlockStart b -> {
        start(Extra.NONE);
        blocks.begin(b, out);
      }
      case Chunk.Text t -> blocks.text(t.text(), t.extra(), out);
      case Chunk.Refusal r -> blocks.text(r.text(), Extra.NONE, out);
      case Chunk.Reasoning r -> blocks.reasoning(r, out);
      case Chunk.Signature s -> blocks.signature(s, out);
      case Chunk.Arguments a -> blocks.arguments(a.json(), a.extra(), out);
      case Chunk.Citation c -> blocks.citation(c, out);
      case Chunk.Opaque o -> opaque(o);
      case Chunk.BlockEnd b -> blocks.stop(out);
      case Chunk.Usage u -> usage = usage.merge(u);
      case Chunk.Finish f -> finish(f);
      case Chunk.End e -> metadata();
      case Chunk.Failed f -> error(f.failure());
      case Chunk.Media m -> {}
      case Chunk.Logprobs l -> {}
      case Chunk.Problem p -> {}
    }
  }

  private void start(Extra extra) {
    if (opened) {
      return;
    }
    opened = true;
    var payload = frames.payload().beginObject().member("role", "assistant");
    Extras.write(payload, extra, "");
    payload.endObject();
    frames.write(StreamFrames.MESSAGE_START, out);
  }

  private void opaque(Chunk.Opaque opaque) {
    if (!opaque.protocol().equals(BedrockDialect.NAME)) {
      return;
    }
    if (opaque.block() >= 0) {
      blocks.opaque(opaque, out);
      return;
    }
    start(Extra.NONE);
    frames.payload().raw(opaque.json());
    frames.write(StreamFrames.event(opaque.event()), out);
  }

  private void finish(Chunk.Finish finish) {
    start(Extra.NONE);
    var payload = frames.payload().beginObject();
    Extras.stopReason(payload, finish);
    Extras.afterStop(payload, finish.extra(), true);
    payload.endObject();
    frames.write(StreamFrames.MESSAGE_STOP, out);
  }

  private void metadata() {
    ended = true;
    var payload = frames.payload().beginObject();
    Extras.usage(payload, usage, elapsedMillis());
    payload.endObject();
    frames.write(StreamFrames.METADATA, out);
  }

  private long elapsedMillis() {
    return Math.max(0, settings.fresh().nowMillis().getAsLong() - begunMillis);
  }

  private void error(Failure failure) {
    ended = true;
    BedrockErrors.inBand(frames.payload(), failure);
    frames.write(StreamFrames.STREAM_ERROR, out);
  }
}
