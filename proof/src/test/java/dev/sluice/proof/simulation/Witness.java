package dev.sluice.proof.simulation;

import dev.sluice.chat.Chunk;
import dev.sluice.chat.ChunkSink;
import dev.sluice.gateway.generate.Answer;
import dev.sluice.run.State;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was appended to one answer, and what must be true of it after every event. */
final class Witness implements ChunkSink {

  /** The longest single clock of an answer whose provider says nothing, and a little. */
  private static final long SILENCE_NANOS = 121_000_000_000L;

  private final VirtualTime time;
  private final List<Chunk> chunks = new ArrayList<>();
  private final List<Long> weightBefore = new ArrayList<>();
  private final List<Holder> readers = new ArrayList<>();
  private @Nullable Answer answer;
  private long weight;
  private long weightAtEvent;
  private long batchMax;
  private long changedNanos;
  private int held;
  private long leastAllowed = World.LAG_HIGH_BYTES;
  private State lastState = State.FRESH;

  Witness(VirtualTime time) {
    this.time = time;
  }

  void of(Answer made) {
    answer = made;
    changedNanos = time.nanos();
  }

  Answer answer() {
    if (answer == null) {
      throw new IllegalStateException("not asked yet");
    }
    return answer;
  }

  boolean asked() {
    return answer != null;
  }

  void reads(Holder reader) {
    readers.add(reader);
  }

  @Override
  public void accept(Chunk chunk) {
    time.require(
        chunks.isEmpty() || !chunks.getLast().terminal(), "a chunk follows the terminal one");
    chunks.add(chunk);
    weightBefore.add(weight);
    weight += chunk.weight();
    changedNanos = time.nanos();
  }

  /** Checks that this is the chunk with that number, and that readers may see it. */
  @SuppressWarnings("ReferenceEquality") // the very chunk, not one like it
  void saw(long position, Chunk chunk) {
    time.require(position < chunks.size(), "chunk " + position + " was never appended");
    time.require(chunks.get((int) position) == chunk, "chunk " + position + " is another one");
    time.require(position < answer().published(), "chunk " + position + " is not published");
  }

  long size() {
    return chunks.size();
  }

  boolean ended() {
    return !chunks.isEmpty() && chunks.getLast().terminal();
  }

  /** After each event. */
  void check(boolean paused) {
    if (answer == null) {
      return;
    }
    batchMax = Math.max(batchMax, weight - weightAtEvent);
    weightAtEvent = weight;
    time.require((answer.state() == State.ENDED) == ended(), "ended without a terminal chunk");
    if (answer.state() != lastState || paused) {
      lastState = answer.state();
      changedNanos = time.nanos();
    }
    time.require(
        ended() || time.nanos() - changedNanos <= SILENCE_NANOS,
        "neither progress nor deadline in state " + answer.state());
    bounds();
  }

  /**
   * One reader may lag by {@code alone}, or is ended; all of them by {@code high}, each with what
   * came in the event that reached it. Where the faster ones have left, those who stay hold what
   * they held.
   */
  private void bounds() {
    var least = Long.MAX_VALUE;
    var holding = 0;
    for (var reader : readers) {
      if (reader.holds()) {
        var position = reader.position();
        time.require(position <= answer().published(), "a reader is ahead of what is published");
        var lag = position < chunks.size() ? weight - weightBefore.get((int) position) : 0;
        if (lag > World.LAG_ALONE_BYTES + 2 * batchMax) {
          reader.isOverdue();
          continue;
        }
        least = Math.min(least, lag);
        holding++;
      }
    }
    if (holding == 0) {
      return;
    }
    if (holding < held || least < leastAllowed) {
      leastAllowed = Math.max(World.LAG_HIGH_BYTES, least);
    }
    held = holding;
    time.require(least <= leastAllowed + 2 * batchMax, "every reader holds " + least + " bytes");
  }

  /** When nothing is left to run. */
  void checkEnd() {
    time.require(ended(), "never ended, in state " + answer().state());
    readers.forEach(Holder::checkEnd);
  }
}
