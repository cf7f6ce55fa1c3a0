package dev.sluice.run;

import dev.sluice.chat.Chunk;
import java.util.ArrayList;
import java.util.List;

/**
 * What an attempt has said before its first content. It is not yet in the journal, so that another
 * attempt could still take this one's place; what waits has a bound.
 */
final class Waiting {

  static final int CHUNKS_MAX = 64;
  static final long WEIGHT_MAX = 64 << 10;

  private List<Chunk> chunks = List.of();
  private long weight;

  void add(Chunk chunk) {
    if (chunks.isEmpty()) {
      chunks = new ArrayList<>(2);
    }
    chunks.add(chunk);
    weight += chunk.weight();
  }

  boolean full() {
    return chunks.size() >= CHUNKS_MAX || weight >= WEIGHT_MAX;
  }

  /** Hands everything over, in order; nothing waits then. */
  List<Chunk> take() {
    var taken = chunks;
    chunks = List.of();
    weight = 0;
    return taken;
  }
}
