package dev.sluice.dialect.bedrock;

import dev.sluice.chat.BlockKind;
import dev.sluice.chat.Chunk;
import dev.sluice.chat.ChunkSink;
import dev.sluice.chat.Extra;
import dev.sluice.chat.ToolKind;
import dev.sluice.dialect.SurrogateHold;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The blocks of a streamed answer that are open, by the provider's index, and their numbers in the
 * answer. Tools are opened by their start; everything else by its first delta, which closes what
 * was open at that index if it is of another kind.
 */
final class OpenBlocks {

  /** More open blocks than any answer has; beyond it the stream is taken for broken. */
  static final int OPEN_MAX = 256;

  /** One open block. */
  static final class Open {
    final int index;
    final int block;
    final BlockKind kind;
    final SurrogateHold hold = new SurrogateHold();
    boolean touched;

    private Open(int index, int block, BlockKind kind) {
      this.index = index;
      this.block = block;
      this.kind = kind;
    }
  }

  private final ChunkSink sink;
  private final List<Open> open = new ArrayList<>(2);
  private int next;
  private boolean calls;

  OpenBlocks(ChunkSink sink) {
    this.sink = sink;
  }

  /** Whether the client has at least one call to run. */
  boolean calls() {
    return calls;
  }

  boolean full() {
    return open.size() >= OPEN_MAX;
  }

  /** The block that is open at an index. */
  @Nullable Open at(int index) {
    for (var i = open.size() - 1; i >= 0; i--) {
      var candidate = open.get(i);
      if (candidate.index == index) {
        return candidate;
      }
    }
    return null;
  }

  /** The block of this kind at an index, opened if need be. */
  Open ensure(int index, BlockKind kind) {
    var there = at(index);
    if (there != null && there.kind == kind) {
      return there;
    }
    return open(index, kind, null, Extra.NONE);
  }

  void call(int index, Chunk.ToolHead head, Extra extra) {
    calls |= head.kind() != ToolKind.SERVER;
    open(index, BlockKind.TOOL, head, extra);
  }

  Open open(int index, BlockKind kind, Chunk.@Nullable ToolHead head, Extra extra) {
    close(index);
    var opened = new Open(index, next++, kind);
    open.add(opened);
    sink.accept(new Chunk.BlockStart(0, opened.block, kind, head, extra));
    return opened;
  }

  /** Closes the block at an index, if one is open. */
  void close(int index) {
    var there = at(index);
    if (there != null) {
      open.remove(there);
      end(there);
    }
  }

  void closeAll() {
    open.forEach(this::end);
    open.clear();
  }

  private void end(Open ended) {
    var rest = ended.hold.flush();
    if (!rest.isEmpty()) {
      grow(ended, rest, Extra.NONE);
    }
    sink.accept(new Chunk.BlockEnd(0, ended.block));
  }

  /** Appends text to a block in the chunk of its kind. */
  void grow(Open grown, String text, Extra extra) {
    grown.touched = true;
    switch (grown.kind) {
      case TEXT -> sink.accept(new Chunk.Text(0, grown.block, text, extra));
      case REASONING ->
          sink.accept(
              new Chunk.Reasoning(0, grown.block, text, Chunk.Reasoning.Form.FULL, 0, extra));
      case TOOL -> sink.accept(new Chunk.Arguments(0, grown.block, text, extra));
      case REFUSAL, IMAGE, AUDIO, OPAQUE ->
          throw new IllegalStateException("text for a block of kind " + grown.kind);
    }
  }
}
