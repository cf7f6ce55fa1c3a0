package dev.sluice.dialect.bedrock;

import dev.sluice.chat.BlockKind;
import dev.sluice.chat.Chunk;
import dev.sluice.chat.Extra;
import dev.sluice.chat.ToolKind;
import dev.sluice.frame.Bytes;
import dev.sluice.json.JsonWriter;

/**
 * Writes the frames of blocks, one block after the other.
 *
 * <p>A block gets its index when its first frame is written, so that blocks that Converse has no
 * word for leave no gap. Text whose JSON might be beyond the bound of a frame is cut.
 */
final class BlockFrames {

  static final int PIECE_CHARS_MAX = 1 << 20;

  private final StreamFrames frames;
  private BlockKind kind = BlockKind.OPAQUE; // of the open block
  private int index = -1; // of the open block, once a frame of it was written
  private int next;
  private int part;
  private boolean silent; // the open block is not for Converse
  private boolean custom; // its arguments are free text
  private boolean argued;

  BlockFrames(StreamFrames frames) {
    this.frames = frames;
  }

  void begin(Chunk.BlockStart block, Bytes out) {
    kind = block.kind() == BlockKind.REFUSAL ? BlockKind.TEXT : block.kind();
    index = -1;
    part = 0;
    argued = false;
    custom = false;
    silent = false;
    var tool = block.tool();
    if (tool != null) {
      silent = tool.kind() == ToolKind.SERVER && !block.extra().of(BedrockDialect.NAME);
      custom = tool.kind() == ToolKind.CUSTOM;
      if (!silent) {
        call(tool, block.extra(), out);
      }
    }
  }

  private void call(Chunk.ToolHead tool, Extra extra, Bytes out) {
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

  void text(String text, Extra extra, Bytes out) {
    for (var from = 0; !silent && from < text.length(); from = cut(text, from)) {
      delta().member("text", text.substring(from, cut(text, from)));
      endDelta(from == 0 ? extra : Extra.NONE, out);
    }
  }

  /** Where a piece of {@code text} ends whose JSON fits a frame, whatever must be escaped. */
  private static int cut(String text, int from) {
    if (text.length() - from <= PIECE_CHARS_MAX) {
      return text.length();
    }
    var to = from + PIECE_CHARS_MAX;
    return Character.isHighSurrogate(text.charAt(to - 1)) ? to - 1 : to;
  }

  /** An empty text, which readers overlook; only inside text that has begun. */
  void heartbeat(Bytes out) {
    if (kind == BlockKind.TEXT && index >= 0) {
      delta().member("text", "");
      endDelta(Extra.NONE, out);
    }
  }

  void reasoning(Chunk.Reasoning reasoning, Bytes out) {
    var text = reasoning.text();
    if (silent || text.isEmpty()) {
      return;
    }
    if (reasoning.part() != part && index >= 0) {
      text = "\n\n" + text;
    }
    part = reasoning.part();
    for (var from = 0; from < text.length(); from = cut(text, from)) {
      var piece = text.substring(from, cut(text, from));
      reasoningContent("text", piece, from == 0 ? reasoning.extra() : Extra.NONE, out);
    }
  }

  void signature(Chunk.Signature signature, Bytes out) {
    var signed = signature.signature();
    if (!silent && signed != null) {
      reasoningContent("signature", signed, Extra.NONE, out);
    }
    var redacted = signature.redacted();
    if (!silent && redacted != null) {
      closeIndex(out); // an encrypted block stands alone
      reasoningContent("redactedContent", redacted, Extra.NONE, out);
      closeIndex(out);
    }
  }

  private void reasoningContent(String member, String value, Extra extra, Bytes out) {
    var payload = delta().name("reasoningContent").beginObject().member(member, value);
    Extras.write(payload, extra, "delta.reasoningContent");
    payload.endObject();
    endDelta(extra, out);
  }

  void arguments(String json, Extra extra, Bytes out) {
    if (!silent && !json.isEmpty()) {
      input(custom ? CustomTools.fragment(json, !argued) : json, extra, out);
      argued = true;
    }
  }

  private void input(String fragment, Extra extra, Bytes out) {
    for (var from = 0; from < fragment.length(); from = cut(fragment, from)) {
      var piece = fragment.substring(from, cut(fragment, from));
      var payload = delta().name("toolUse").beginObject().member("input", piece);
      Extras.write(payload, from == 0 ? extra : Extra.NONE, "delta.toolUse");
      payload.endObject();
      endDelta(from == 0 ? extra : Extra.NONE, out);
    }
  }

  void citation(Chunk.Citation citation, Bytes out) {
    var json = silent ? null : Citations.wire(citation);
    if (json != null) {
      delta().name("citation").raw(json);
      endDelta(Extra.NONE, out);
    }
  }

  /** A start or delta that came from Converse itself; only its index is ours. */
  void opaque(Chunk.Opaque opaque, Bytes out) {
    index = index < 0 ? next++ : index;
    var starts = opaque.event().equals("contentBlockStart");
    frames
        .payload()
        .beginObject()
        .member("contentBlockIndex", index)
        .name(starts ? "start" : "delta")
        .raw(opaque.json())
        .endObject();
    frames.write(starts ? StreamFrames.BLOCK_START : StreamFrames.BLOCK_DELTA, out);
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

  private void endDelta(Extra extra, Bytes out) {
    var payload = frames.endOfPayload().endObject();
    Extras.write(payload, extra, "");
    payload.endObject();
    frames.write(StreamFrames.BLOCK_DELTA, out);
  }

  void stop(Bytes out) {
    if (kind == BlockKind.TOOL && !silent) {
      if (custom) {
        input(argued ? "\"}" : "{\"input\":\"\"}", Extra.NONE, out);
      } else if (!argued) {
        input("{}", Extra.NONE, out);
      }
    }
    closeIndex(out);
    kind = BlockKind.OPAQUE;
    silent = false;
  }

  private void closeIndex(Bytes out) {
    if (index >= 0) {
      frames.payload().beginObject().member("contentBlockIndex", index).endObject();
      frames.write(StreamFrames.BLOCK_STOP, out);
      index = -1;
    }
  }
}
