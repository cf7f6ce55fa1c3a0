package dev.sluice.dialect.anthropic;

import dev.sluice.chat.BlockKind;
import dev.sluice.chat.Chunk;
import dev.sluice.chat.ChunkSink;
import dev.sluice.chat.Extra;
import dev.sluice.json.MalformedJson;

/** Turns the deltas of open blocks, and their ends, into chunks. */
final class BlockDeltas {

  private final ChunkSink sink;

  BlockDeltas(ChunkSink sink) {
    this.sink = sink;
  }

  /**
   * Grows a block; a delta of an unknown type is kept whole.
   *
   * @throws MalformedJson when it is a delta that a block of this kind cannot take
   */
  void grow(OpenBlock block, DeltaEvent delta, byte[] data, int offset, int length)
      throws MalformedJson {
    block.grown = true;
    var kind = block.kind == BlockKind.OPAQUE ? BlockKind.OPAQUE : kind(delta.type());
    if (kind == BlockKind.OPAQUE) {
      var event = Wire.members(data, offset, length);
      sink.accept(new Chunk.Opaque(0, block.index, Wire.NAME, Wire.BLOCK_DELTA, event));
      return;
    }
    if (kind != block.kind) {
      throw new MalformedJson("a delta that a block of kind " + block.kind + " cannot take", 0);
    }
    switch (delta.type()) {
      case "text_delta" -> piece(block, delta.text(), delta.extra());
      case "thinking_delta" -> piece(block, delta.thinking(), delta.extra());
      case "input_json_delta" -> piece(block, delta.partialJson(), delta.extra());
      case "signature_delta" -> {
        if (!delta.signature().isEmpty()) {
          sink.accept(new Chunk.Signature(0, block.index, delta.signature(), null));
        }
      }
      default -> {
        var citation = delta.citation();
        if (citation != null) {
          sink.accept(BlockReader.citation(block.index, citation));
        }
      }
    }
  }

  /** Grows a block by text, which is of its kind. */
  void grow(OpenBlock block, String text) {
    block.grown = true;
    piece(block, text, Extra.NONE);
  }

  /** The kind of block that grows by deltas of this type; OPAQUE for types that are unknown. */
  private static BlockKind kind(String type) {
    return switch (type) {
      case "text_delta", "citations_delta" -> BlockKind.TEXT;
      case "thinking_delta", "signature_delta" -> BlockKind.REASONING;
      case "input_json_delta" -> BlockKind.TOOL;
      default -> BlockKind.OPAQUE;
    };
  }

  private void piece(OpenBlock block, String delta, Extra extra) {
    var text = block.surrogates.join(delta);
    if (!text.isEmpty() || !extra.isEmpty()) {
      emit(block, text, extra);
    }
  }

  private void emit(OpenBlock block, String text, Extra extra) {
    switch (block.kind) {
      case TEXT -> sink.accept(new Chunk.Text(0, block.index, text, extra));
      case TOOL -> sink.accept(new Chunk.Arguments(0, block.index, text, extra));
      case REASONING ->
          sink.accept(
              new Chunk.Reasoning(0, block.index, text, Chunk.Reasoning.Form.FULL, 0, extra));
      case REFUSAL, IMAGE, AUDIO, OPAQUE -> {}
    }
  }

  /** Closes a block; half a character at its end becomes U+FFFD. */
  void close(OpenBlock block) {
    piece(block, block.surrogates.flush(), Extra.NONE);
    if (block.input != null && !block.grown) {
      sink.accept(new Chunk.Arguments(0, block.index, block.input, Extra.NONE));
    }
    sink.accept(new Chunk.BlockEnd(0, block.index));
  }
}
