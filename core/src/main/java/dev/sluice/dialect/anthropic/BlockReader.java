package dev.sluice.dialect.anthropic;

import dev.sluice.chat.BlockKind;
import dev.sluice.chat.Chunk;
import dev.sluice.chat.ChunkSink;
import dev.sluice.chat.Extra;
import dev.sluice.chat.ToolKind;
import dev.sluice.dialect.Fresh;
import dev.sluice.json.Json;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Opens a block from the JSON of a content block, be it the start of one or a whole one. */
final class BlockReader {

  private final Fresh fresh;
  private final ChunkSink sink;

  BlockReader(Fresh fresh, ChunkSink sink) {
    this.fresh = fresh;
    this.sink = sink;
  }

  /**
   * Emits the block's start and what the JSON holds of it.
   *
   * @param event the unknown members of the event itself
   * @param members those of the event but type and index, for blocks that only this protocol knows
   */
  OpenBlock open(int index, Json.Obj block, Extras event, String members) {
    return switch (block.text("type").orElse("")) {
      case "text" -> text(index, block, event);
      case "thinking" -> thinking(index, block, event);
      case "redacted_thinking" -> redacted(index, block, event);
      case "tool_use" -> tool(index, block, event);
      default -> opaque(index, members);
    };
  }

  private OpenBlock text(int index, Json.Obj block, Extras extras) {
    var citations = block.array("citations");
    extras.keep(block, Extras.BLOCK, "type", "text", citations.isEmpty() ? "" : "citations");
    start(index, BlockKind.TEXT, null, extras.take());
    var open = new OpenBlock(index, BlockKind.TEXT, null);
    var text = open.surrogates.join(block.text("text").orElse(""));
    if (!text.isEmpty()) {
      sink.accept(new Chunk.Text(0, index, text, Extra.NONE));
    }
    for (var citation : citations) {
      sink.accept(citation(index, citation));
    }
    return open;
  }

  static Chunk.Citation citation(int index, Json citation) {
    var members = citation.asObject().orElseGet(Json.Obj::of);
    var title = members.text("title").or(() -> members.text("document_title"));
    return new Chunk.Citation(
        0,
        index,
        Wire.NAME,
        citation.compact(),
        members.text("url").orElse(null),
        title.orElse(null));
  }

  private OpenBlock thinking(int index, Json.Obj block, Extras extras) {
    extras.keep(block, Extras.BLOCK, "type", "thinking", "signature");
    start(index, BlockKind.REASONING, null, extras.take());
    var open = new OpenBlock(index, BlockKind.REASONING, null);
    var text = open.surrogates.join(block.text("thinking").orElse(""));
    if (!text.isEmpty()) {
      sink.accept(new Chunk.Reasoning(0, index, text, Chunk.Reasoning.Form.FULL, 0, Extra.NONE));
    }
    var signature = block.text("signature").orElse("");
    if (!signature.isEmpty()) {
      sink.accept(new Chunk.Signature(0, index, signature, null));
    }
    return open;
  }

  private OpenBlock redacted(int index, Json.Obj block, Extras extras) {
    extras.keep(block, Extras.BLOCK, "type", "data");
    start(index, BlockKind.REASONING, null, extras.take());
    sink.accept(new Chunk.Signature(0, index, null, block.text("data").orElse("")));
    return new OpenBlock(index, BlockKind.REASONING, null);
  }

  private OpenBlock tool(int index, Json.Obj block, Extras extras) {
    extras.keep(block, Extras.BLOCK, "type", "id", "name", "input");
    var id = block.text("id").filter(given -> !given.isEmpty());
    var head =
        new Chunk.ToolHead(
            id.orElseGet(() -> fresh.id("toolu_01", 22)),
            block.text("name").orElse(""),
            ToolKind.FUNCTION);
    start(index, BlockKind.TOOL, head, extras.take());
    return new OpenBlock(index, BlockKind.TOOL, input(block).orElse(null));
  }

  private static Optional<String> input(Json.Obj block) {
    return block.object("input").filter(input -> !input.members().isEmpty()).map(Json::compact);
  }

  private OpenBlock opaque(int index, String members) {
    start(index, BlockKind.OPAQUE, null, Extra.NONE);
    sink.accept(new Chunk.Opaque(0, index, Wire.NAME, Wire.BLOCK_START, members));
    return new OpenBlock(index, BlockKind.OPAQUE, null);
  }

  private void start(int index, BlockKind kind, Chunk.@Nullable ToolHead tool, Extra extra) {
    sink.accept(new Chunk.BlockStart(0, index, kind, tool, extra));
  }
}
