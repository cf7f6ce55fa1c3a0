package dev.sluice.dialect.bedrock;

import dev.sluice.chat.BlockKind;
import dev.sluice.chat.Chunk;
import dev.sluice.chat.ChunkSink;
import dev.sluice.chat.Extra;
import dev.sluice.chat.ToolKind;
import org.jspecify.annotations.Nullable;

/** Makes chunks of the content of one event, which has been read to its end. */
final class Deltas {

  private final OpenBlocks blocks;
  private final ChunkSink sink;

  Deltas(OpenBlocks blocks, ChunkSink sink) {
    this.blocks = blocks;
    this.sink = sink;
  }

  /** Whether a start or delta yields nothing, whatever is open. */
  static boolean isSilent(BedrockEvent event) {
    return isEmpty(event.text)
        && isEmpty(event.reasoning)
        && isEmpty(event.signature)
        && isEmpty(event.redacted)
        && isEmpty(event.input)
        && isEmpty(event.callId)
        && event.citation == null
        && event.other == null;
  }

  private static boolean isEmpty(@Nullable String text) {
    return text == null || text.isEmpty();
  }

  void start(BedrockEvent event) {
    var other = event.other;
    var id = event.callId;
    if (other != null) {
      var opened = blocks.open(event.index, BlockKind.OPAQUE, null, event.extra());
      opaque(opened.block, "contentBlockStart", other);
    } else if (id != null) {
      var kind = event.server ? ToolKind.SERVER : ToolKind.FUNCTION;
      blocks.call(event.index, new Chunk.ToolHead(id, event.toolName, kind), event.extra());
    }
  }

  void delta(BedrockEvent event) {
    grow(event, BlockKind.TEXT, event.text);
    grow(event, BlockKind.REASONING, event.reasoning);
    arguments(event);
    signature(event);
    redacted(event);
    var citation = event.citation;
    if (citation != null) {
      var block = blocks.ensure(event.index, BlockKind.TEXT);
      sink.accept(Citations.chunk(block.block, citation));
    }
    var other = event.other;
    if (other != null) {
      opaque(blocks.ensure(event.index, BlockKind.OPAQUE).block, "contentBlockDelta", other);
    }
  }

  private void grow(BedrockEvent event, BlockKind kind, @Nullable String text) {
    if (text != null && !text.isEmpty()) {
      append(event, blocks.ensure(event.index, kind), text);
    }
  }

  /** Without an open call at its index a fragment of arguments is nothing. */
  private void arguments(BedrockEvent event) {
    var input = event.input;
    if (input != null && !input.isEmpty()) {
      var there = blocks.at(event.index);
      if (there != null && there.kind == BlockKind.TOOL) {
        append(event, there, input);
      }
    }
  }

  private void append(BedrockEvent event, OpenBlocks.Open block, String text) {
    var whole = block.hold.join(text);
    if (!whole.isEmpty()) {
      blocks.grow(block, whole, event.extra());
    }
  }

  private void signature(BedrockEvent event) {
    var signature = event.signature;
    if (signature != null && !signature.isEmpty()) {
      var block = blocks.ensure(event.index, BlockKind.REASONING);
      block.touched = true;
      sink.accept(new Chunk.Signature(0, block.block, signature, null));
    }
  }

  /** An encrypted block stands alone. */
  private void redacted(BedrockEvent event) {
    var data = event.redacted;
    if (data == null || data.isEmpty()) {
      return;
    }
    var block = blocks.ensure(event.index, BlockKind.REASONING);
    if (block.touched) {
      block = blocks.open(event.index, BlockKind.REASONING, null, Extra.NONE);
    }
    block.touched = true;
    sink.accept(new Chunk.Signature(0, block.block, null, data));
  }

  private void opaque(int block, String type, String json) {
    sink.accept(new Chunk.Opaque(0, block, BedrockDialect.NAME, type, json));
  }
}
