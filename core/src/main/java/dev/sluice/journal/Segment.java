package dev.sluice.journal;

import dev.sluice.chat.Chunk;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of {@link #SIZE} places of a journal. Written once by the writer, place by place, and
 * read by cursors below the published mark; the writer empties places that every open cursor has
 * passed.
 */
final class Segment {

  static final int SIZE = 16;

  /** The number of the first place. */
  long base;

  /** The weight of all chunks before the first place. */
  private long weightBefore;

  private final @Nullable Chunk[] chunks = new @Nullable Chunk[SIZE];
  private final long[] weightThrough = new long[SIZE];

  /** What comes behind; written before anything in it is published. */
  @Nullable Segment next;

  Segment(long base, long weightBefore) {
    this.base = base;
    this.weightBefore = weightBefore;
  }

  /** Begins anew with other numbers. Only while no cursor of another loop can know it. */
  void restart(long newBase, long newWeightBefore) {
    base = newBase;
    weightBefore = newWeightBefore;
  }

  boolean covers(long position) {
    return position - base < SIZE;
  }

  void put(long position, Chunk chunk, long weightWithIt) {
    var index = (int) (position - base);
    weightThrough[index] = weightWithIt;
    chunks[index] = chunk;
  }

  /** The chunk at a place that was published; null once it was dropped. */
  @Nullable Chunk at(long position) {
    return chunks[(int) (position - base)];
  }

  void drop(long position) {
    chunks[(int) (position - base)] = null;
  }

  /** The weight of everything up to this place, the chunk there included. */
  long weightThrough(long position) {
    return weightThrough[(int) (position - base)];
  }

  /** The weight of everything before this place, which is in this segment. */
  long weightBefore(long position) {
    return position == base ? weightBefore : weightThrough[(int) (position - base) - 1];
  }
}
