package dev.sluice.chat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The grammar of an answer, checked chunk by chunk: Start first and once; blocks dense, opened
 * once, grown only while open and only by their kind; every block closed before its choice
 * finishes; a choice finishes once; one terminal chunk and nothing after. After {@link
 * Chunk.Failed} open blocks are forgiven. Tests reject the first violation; production counts them.
 */
public final class ChunkRules {

  private final Map<Integer, Map<Integer, BlockKind>> open = new HashMap<>();
  private final Map<Integer, Integer> next = new HashMap<>();
  private final Set<Integer> finished = new HashSet<>();
  private int lastChoice = -1;
  private int lastBlock = -1;
  private BlockKind lastKind = BlockKind.OPAQUE;
  private boolean started;
  private boolean ended;

  /** What is wrong with {@code chunk} at this place, if anything. */
  public Optional<String> check(Chunk chunk) {
    if (ended) {
      return Optional.of("a chunk follows the terminal one: " + name(chunk));
    }
    if (chunk instanceof Chunk.Start) {
      var twice = started;
      started = true;
      return twice ? Optional.of("a second start") : Optional.empty();
    }
    if (!started && !(chunk instanceof Chunk.Failed)) {
      return Optional.of(name(chunk) + " before the start");
    }
    return switch (chunk) {
      case Chunk.Start s -> Optional.empty();
      case Chunk.BlockStart b -> opens(b);
      case Chunk.BlockEnd b -> closes(b);
      case Chunk.Text t -> grows(chunk, t.choice(), t.block(), BlockKind.TEXT);
      case Chunk.Refusal r -> grows(chunk, r.choice(), r.block(), BlockKind.REFUSAL);
      case Chunk.Reasoning r -> grows(chunk, r.choice(), r.block(), BlockKind.REASONING);
      case Chunk.Signature s -> grows(chunk, s.choice(), s.block(), BlockKind.REASONING);
      case Chunk.Arguments a -> grows(chunk, a.choice(), a.block(), BlockKind.TOOL);
      case Chunk.Citation c -> grows(chunk, c.choice(), c.block(), BlockKind.TEXT);
      case Chunk.Media m -> isOpen(chunk, m.choice(), m.block());
      case Chunk.Opaque o ->
          o.block() < 0 ? Optional.empty() : isOpen(chunk, o.choice(), o.block());
      case Chunk.Finish f -> finishes(f);
      case Chunk.Logprobs l -> Optional.empty();
      case Chunk.Usage u -> Optional.empty();
      case Chunk.Problem p -> Optional.empty();
      case Chunk.End e -> ends();
      case Chunk.Failed f -> {
        ended = true;
        yield Optional.empty();
      }
    };
  }

  private Optional<String> opens(Chunk.BlockStart start) {
    lastBlock = -1;
    var expected = next.merge(start.choice(), 1, Integer::sum) - 1;
    blocks(start.choice()).put(start.block(), start.kind());
    if (finished.contains(start.choice())) {
      return Optional.of("block " + start.block() + " opens after the finish");
    }
    return expected == start.block()
        ? Optional.empty()
        : Optional.of("block " + start.block() + " opens where " + expected + " is next");
  }

  private Optional<String> closes(Chunk.BlockEnd end) {
    lastBlock = -1;
    return blocks(end.choice()).remove(end.block()) == null
        ? Optional.of("block " + end.block() + " closes but is not open")
        : Optional.empty();
  }

  private Optional<String> grows(Chunk chunk, int choice, int block, BlockKind kind) {
    if (block == lastBlock && choice == lastChoice && kind == lastKind) {
      return Optional.empty();
    }
    var is = blocks(choice).get(block);
    if (is == kind) {
      lastChoice = choice;
      lastBlock = block;
      lastKind = kind;
    }
    return is == kind
        ? Optional.empty()
        : Optional.of(
            name(chunk) + " for block " + block + ", which is " + (is == null ? "not open" : is));
  }

  private Optional<String> isOpen(Chunk chunk, int choice, int block) {
    return blocks(choice).containsKey(block)
        ? Optional.empty()
        : Optional.of(name(chunk) + " for block " + block + ", which is not open");
  }

  private Optional<String> finishes(Chunk.Finish finish) {
    if (!finished.add(finish.choice())) {
      return Optional.of("a second finish of choice " + finish.choice());
    }
    var left = blocks(finish.choice()).keySet();
    return left.isEmpty() ? Optional.empty() : Optional.of("finish while blocks are open: " + left);
  }

  private Optional<String> ends() {
    ended = true;
    for (var choice : next.keySet()) {
      if (!finished.contains(choice)) {
        return Optional.of("end before the finish of choice " + choice);
      }
    }
    return Optional.empty();
  }

  private Map<Integer, BlockKind> blocks(int choice) {
    return open.computeIfAbsent(choice, c -> new HashMap<>());
  }

  private static String name(Chunk chunk) {
    return chunk.getClass().getSimpleName();
  }
}
