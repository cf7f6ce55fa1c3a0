package dev.sluice.gateway.store;

import dev.sluice.chat.BlockKind;
import dev.sluice.chat.Chunk;
import dev.sluice.chat.ChunkSink;
import dev.sluice.chat.Part;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Gathers the reasoning and the call ids of one answer; hands over at its end what is signed and,
 * where that is wanted, what is open.
 */
final class ReasoningWatch implements ChunkSink {

  private static final int TEXT_CHARS_MAX = 4 << 20;

  private final boolean open;
  private final BiConsumer<List<Part.Reasoning>, List<String>> remember;
  private final List<String> callIds = new ArrayList<>(2);
  private @Nullable Map<Integer, Gathering> reasoning;
  private int chars;

  private static final class Gathering {
    final StringBuilder text = new StringBuilder();
    @Nullable String signature;
    @Nullable String redacted;
  }

  ReasoningWatch(boolean open, BiConsumer<List<Part.Reasoning>, List<String>> remember) {
    this.open = open;
    this.remember = remember;
  }

  @Override
  public void accept(Chunk chunk) {
    switch (chunk) {
      case Chunk.BlockStart start -> {
        if (start.kind() == BlockKind.TOOL && start.tool() != null) {
          callIds.add(start.tool().callId());
        }
      }
      case Chunk.Reasoning piece -> {
        chars += piece.text().length();
        if (chars <= TEXT_CHARS_MAX) {
          block(piece.block()).text.append(piece.text());
        }
      }
      case Chunk.Signature signature -> {
        var block = block(signature.block());
        block.signature = signature.signature();
        block.redacted = signature.redacted();
      }
      case Chunk.End end -> finish();
      case Chunk.Start _,
          Chunk.BlockEnd _,
          Chunk.Text _,
          Chunk.Refusal _,
          Chunk.Arguments _,
          Chunk.Citation _,
          Chunk.Media _,
          Chunk.Logprobs _,
          Chunk.Opaque _,
          Chunk.Usage _,
          Chunk.Problem _,
          Chunk.Finish _,
          Chunk.Failed _ -> {}
    }
  }

  private Gathering block(int block) {
    if (reasoning == null) {
      reasoning = new LinkedHashMap<>();
    }
    return reasoning.computeIfAbsent(block, b -> new Gathering());
  }

  private void finish() {
    if (reasoning == null || chars > TEXT_CHARS_MAX) {
      return;
    }
    var openCalls = open && !callIds.isEmpty();
    var kept = new ArrayList<Part.Reasoning>();
    for (var block : reasoning.values()) {
      if (block.signature != null || block.redacted != null || openCalls) {
        kept.add(new Part.Reasoning(block.text.toString(), block.signature, block.redacted));
      }
    }
    if (!kept.isEmpty()) {
      remember.accept(kept, callIds);
    }
  }
}
