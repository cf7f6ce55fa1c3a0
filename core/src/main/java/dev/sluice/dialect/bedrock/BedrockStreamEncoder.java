package dev.sluice.dialect.bedrock;

import dev.sluice.chat.BlockKind;
import dev.sluice.chat.Chunk;
import dev.sluice.chat.Extra;
import dev.sluice.chat.Failure;
import dev.sluice.chat.ToolKind;
import dev.sluice.dialect.AnswerEncoder;
import dev.sluice.dialect.EncodeSettings;
import dev.sluice.dialect.Sequencer;
import dev.sluice.frame.Bytes;
import dev.sluice.json.JsonWriter;

/**
 * Turns chunks into the frames of ConverseStream, one block after the other.
 *
 * <p>A block gets its index when the first frame of it is written, so that blocks that Converse has
 * no word for leave no gap. Source: protocol reference, §5.6 and §10.4.
 */
final class BedrockStreamEncoder implements AnswerEncoder {

  private static final Bytes NOWHERE = new Bytes();

  private final EncodeSettings settings;
  private final long begunMillis;
  private final StreamFrames frames = new StreamFrames();
  private final Sequencer sequencer = new Sequencer(this::write);
  private Bytes out = NOWHERE; // of the call that is running
  private Chunk.Usage usage = Chunk.Usage.UNKNOWN;
  private boolean opened;
  private boolean ended;
  private BlockKind kind = BlockKind.OPAQUE; // of the open block
  private int index = -1; // of the open block, once a frame of it was written
  private int next;
  private int part;
  private boolean silent; // the open block is not for Converse
  private boolean custom; // its arguments are free text
  private boolean argued;

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
    out = to;
    sequencer.accept(chunk);
    out = NOWHERE;
  }

  @Override
  public void open(Bytes to) {
    out = to;
    start(Extra.NONE);
    out = NOWHERE;
  }

  @Override
  public void heartbeat(Bytes to) {
    if (kind == BlockKind.TEXT && index >= 0 && !ended) {
      out = to;
      delta().member("text", "");
      endDelta(Extra.NONE);
      out = NOWHERE;
    }
  }

  private void write(Chunk chunk) {
    if (ended) {
      return;
    }
    switch (chunk) {
      case Chunk.Start s -> start(s.extra());
      case Chunk.BlockStart b -> begin(b);
      case Chunk.Text t -> text(t.text(), t.extra());
      case Chunk.Refusal r -> text(r.text(), Extra.NONE);
      case Chunk.Reasoning r -> reasoning(r);
      case Chunk.Signature s -> signature(s);
      case Chunk.Arguments a -> arguments(a.json(), a.extra());
      case Chunk.Citation c -> citation(c);
      case Chunk.Opaque o -> opaque(o);
      case Chunk.BlockEnd b -> stop();
      case Chunk.Usage u -> usage = usage.merge(u);
      case Chunk.Finish f -> finish(f);
      case Chunk.End e -> metadata();
      case Chunk.Failed f -> error(f.failure());
      case Chunk.Media m -> {} // no protocol but Converse could have sent one it can read
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

  private void begin(Chunk.BlockStart block) {
    start(Extra.NONE);
    kind = block.kind() == BlockKind.REFUSAL ? BlockKind.TEXT : block.kind();
    index = -1;
    part = 0;
    argued = false;
    custom = false;
    silent = block.choice() != 0;
    var tool = block.tool();
    if (tool != null && !silent) {
      silent = tool.kind() == ToolKind.SERVER && !block.extra().of(BedrockDialect.NAME);
      custom = tool.kind() == ToolKind.CUSTOM;
      if (!silent) {
        call(tool, block.extra());
      }
    }
  }

  private void call(Chunk.ToolHead tool, Extra extra) {
    index = next++;
    var payload = frames.payload().beginObject().member("contentBlockIndex", index);
    payload.name("start").beginObject().name("toolUse").beginObject();
    payload.member("toolUseId", tool.callId()).member("name", tool.name());
    Extras.write(payload, extra, "toolUse");
    payload.endObject().endObject();
    Extras.write(payload, extra, "");
    payload.endObject();
    frames.write(StreamFrames.BLOCK_START, out);
  }

  private void text(String text, Extra extra) {
    if (silent || text.isEmpty()) {
      return;
    }
    delta().member("text", text);
    endDelta(extra);
  }

  private void reasoning(Chunk.Reasoning reasoning) {
    if (silent || reasoning.text().isEmpty()) {
      return;
    }
    var text =
        reasoning.part() != part && index >= 0 ? "\n\n" + reasoning.text() : reasoning.text();
    part = reasoning.part();
    reasoningContent("text", text, reasoning.extra());
  }

  private void signature(Chunk.Signature signature) {
    var signed = signature.signature();
    if (!silent && signed != null) {
      reasoningContent("signature", signed, Extra.NONE);
    }
    var redacted = signature.redacted();
    if (!silent && redacted != null) {
      reasoningContent("redactedContent", redacted, Extra.NONE);
    }
  }

  private void reasoningContent(String member, String value, Extra extra) {
    var payload = delta().name("reasoningContent").beginObject().member(member, value);
    Extras.write(payload, extra, "delta.reasoningContent");
    payload.endObject();
    endDelta(extra);
  }

  private void arguments(String json, Extra extra) {
    if (silent || json.isEmpty()) {
      return;
    }
    input(custom ? CustomTools.fragment(json, !argued) : json, extra);
    argued = true;
  }

  private void input(String fragment, Extra extra) {
    var payload = delta().name("toolUse").beginObject().member("input", fragment);
    Extras.write(payload, extra, "delta.toolUse");
    payload.endObject();
    endDelta(extra);
  }

  private void citation(Chunk.Citation citation) {
    var json = silent ? null : Citations.wire(citation);
    if (json != null) {
      delta().name("citation").raw(json);
      endDelta(Extra.NONE);
    }
  }

  private void opaque(Chunk.Opaque opaque) {
    if (!opaque.protocol().equals(BedrockDialect.NAME)) {
      return;
    }
    if (opaque.block() < 0) {
      start(Extra.NONE);
      frames.payload().raw(opaque.json());
      frames.write(StreamFrames.event(opaque.event()), out);
    } else if (opaque.event().equals("contentBlockStart")) {
      index = index < 0 ? next++ : index;
      var payload = frames.payload().beginObject().member("contentBlockIndex", index);
      payload.name("start").raw(opaque.json()).endObject();
      frames.write(StreamFrames.BLOCK_START, out);
    } else {
      index = index < 0 ? next++ : index;
      var payload = frames.payload().beginObject().member("contentBlockIndex", index);
      payload.name("delta").raw(opaque.json()).endObject();
      frames.write(StreamFrames.BLOCK_DELTA, out);
    }
  }

  /** Begins a delta of the open block. */
  private JsonWriter delta() {
    index = index < 0 ? next++ : index;
    return frames
        .payload()
        .beginObject()
        .member("contentBlockIndex", index)
        .name("delta")
        .beginObject();
  }

  private void endDelta(Extra extra) {
    var payload = frames.endOfPayload().endObject();
    Extras.write(payload, extra, "");
    payload.endObject();
    frames.write(StreamFrames.BLOCK_DELTA, out);
  }

  private void stop() {
    if (kind == BlockKind.TOOL && !silent) {
      if (custom) {
        input(argued ? "\"}" : "{\"input\":\"\"}", Extra.NONE);
      } else if (!argued) {
        input("{}", Extra.NONE);
      }
    }
    if (index >= 0) {
      frames.payload().beginObject().member("contentBlockIndex", index).endObject();
      frames.write(StreamFrames.BLOCK_STOP, out);
    }
    kind = BlockKind.OPAQUE;
    index = -1;
    silent = false;
  }

  private void finish(Chunk.Finish finish) {
    if (finish.choice() != 0) {
      return;
    }
    start(Extra.NONE);
    var payload = frames.payload().beginObject();
    Extras.stopReason(payload, finish);
    Extras.write(payload, finish.extra(), "", "stopReason");
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
