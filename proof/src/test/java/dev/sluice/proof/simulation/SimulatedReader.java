package dev.sluice.proof.simulation;

import dev.sluice.chat.Chunk;
import dev.sluice.chat.ErrorCode;
import dev.sluice.journal.Cursor;
import dev.sluice.journal.Opening;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A reader with a bare cursor, on the answer's loop or on another: it joins, lags and leaves. */
final class SimulatedReader implements Holder {

  private static final long MILLI = 1_000_000L;

  private final VirtualTime time;
  private final VirtualLoop home;
  private final VirtualLoop loop;
  private final Witness witness;
  private final Random random;
  private final Plant plant;
  private final boolean slow;
  private final long leavesAfter;
  private @Nullable Cursor cursor;
  private long position;
  private long taken;
  private boolean left;
  private boolean resting;
  private boolean overdue;
  private @Nullable Chunk last;

  SimulatedReader(
      VirtualTime time,
      VirtualLoop home,
      VirtualLoop loop,
      Witness witness,
      Random random,
      Plant plant) {
    this.time = time;
    this.home = home;
    this.loop = loop;
    this.witness = witness;
    this.random = random;
    this.plant = plant;
    this.slow = random.nextInt(4) == 0;
    this.leavesAfter = random.nextInt(3) == 0 ? random.nextInt(30) : Long.MAX_VALUE;
  }

  /** Joins where the seed says; on the answer's loop. */
  void join() {
    var answer = witness.answer();
    var at = random.nextInt(3) == 0 ? answer.published() : random.nextInt(4);
    var opening =
        loop == home
            ? answer.read(at, this::woken, () -> {})
            : answer.readElsewhere(at, loop, this::woken);
    switch (opening) {
      case Opening.Opened(Cursor opened) -> {
        position = at;
        witness.reads(this);
        if (loop == home) {
          cursor = opened;
          pump();
        } else {
          loop.execute(() -> {
            cursor = opened;
            pump();
          });
        }
      }
      case Opening.Dropped(long first) ->
          time.require(first > at, "dropped, but " + at + " is kept");
      case Opening.Ahead(long published) -> time.require(published < at, "ahead, but published");
    }
  }

  private void woken() {
    if (plant == Plant.WAKE_LOST && witness.ended()) {
      return;
    }
    if (cursor != null && !resting) {
      pump();
    }
  }

  private void pump() {
    var reading = cursor;
    if (reading == null || left) {
      return;
    }
    while (reading.ready()) {
      if (taken >= leavesAfter) {
        leave(reading);
        return;
      }
      take(reading);
      if (slow && random.nextInt(3) == 0 && last != null && !last.terminal()) {
        rest();
        return;
      }
    }
  }

  /** Takes nothing for a while, as a client whose socket is full. */
  private void rest() {
    resting = true;
    VirtualLoop.Kept again =
        () -> {
          resting = false;
          pump();
        };
    var _ = loop.schedule(again, random.nextInt(3_000) * MILLI, TimeUnit.NANOSECONDS);
  }

  private void take(Cursor reading) {
    time.require(last == null || !last.terminal(), "a chunk follows the terminal one");
    time.require(reading.position() == position, "the cursor is at " + reading.position());
    var chunk = reading.take();
    last = chunk;
    taken++;
    if (lagged(chunk)) {
      return;
    }
    time.require(!overdue, "a reader that lags alone is kept");
    witness.saw(position, planted(chunk));
    position++;
    time.require(reading.position() == position, "the cursor went to " + reading.position());
  }

  /** What a broken cursor would have given instead. */
  private Chunk planted(Chunk chunk) {
    if (taken == 3 && plant == Plant.CHUNK_SKIPPED) {
      position++;
    } else if (taken == 3 && plant == Plant.CHUNK_DOUBLED) {
      position--;
    }
    return chunk;
  }

  private static boolean lagged(Chunk chunk) {
    return chunk instanceof Chunk.Failed failed
        && failed.failure().code() == ErrorCode.READER_LAGGED;
  }

  private void leave(Cursor reading) {
    left = true;
    witness.answer().leave(reading);
  }

  @Override
  public boolean holds() {
    return !left && cursor != null && (last == null || !last.terminal());
  }

  @Override
  public void isOverdue() {
    overdue = true;
  }

  @Override
  public long position() {
    return position;
  }

  @Override
  public void checkEnd() {
    var over = left || (cursor != null && cursor.ended());
    time.require(over, "a reader waits for ever at " + position);
    time.require(
        left || (last != null && lagged(last)) || position == witness.size(),
        "a reader ended at " + position + " of " + witness.size());
  }
}
