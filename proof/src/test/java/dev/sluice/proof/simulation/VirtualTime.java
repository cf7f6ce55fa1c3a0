package dev.sluice.proof.simulation;

import dev.sluice.time.Ticker;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Time that stands still while anything can run, and then jumps to the next timer. Its loops run
 * one task at a time, in an order that the seed chooses.
 */
final class VirtualTime implements Ticker {

  private static final long ORIGIN_NANOS = 1_000_000_000L;

  private final Random random;
  private final List<VirtualLoop> loops = new ArrayList<>();
  private final List<VirtualLoop> ready = new ArrayList<>();
  private long nowNanos = ORIGIN_NANOS;
  private @Nullable VirtualLoop running;
  private @Nullable AssertionError violation;

  VirtualTime(Random random) {
    this.random = random;
  }

  VirtualLoop loop() {
    var loop = new VirtualLoop(this);
    loops.add(loop);
    return loop;
  }

  @Override
  public long nanos() {
    return nowNanos;
  }

  @Override
  public long millis() {
    return nowNanos / 1_000_000;
  }

  /** Requires a claim. What fails is thrown at the end of the step, whoever catches it before. */
  void require(boolean claim, String otherwise) {
    if (!claim) {
      var failed = new AssertionError(otherwise);
      if (violation == null) {
        violation = failed;
      }
      throw failed;
    }
  }

  boolean runs(VirtualLoop loop) {
    return running == loop;
  }

  /** Runs one task; false if there is none, now or later. */
  boolean step() {
    ready.clear();
    var next = Long.MAX_VALUE;
    for (var loop : loops) {
      if (loop.isReady()) {
        ready.add(loop);
      }
      next = Math.min(next, loop.nextTimerNanos());
    }
    if (ready.isEmpty()) {
      if (next == Long.MAX_VALUE) {
        return false;
      }
      nowNanos = Math.max(nowNanos, next);
      return true;
    }
    var loop = ready.get(random.nextInt(ready.size()));
    running = loop;
    try {
      loop.runOne();
    } finally {
      running = null;
    }
    if (violation != null) {
      throw violation;
    }
    return true;
  }

  /** Runs everything that there is to run, up to a bound of tasks. */
  void runAll(int tasksMax) {
    var left = tasksMax;
    while (step()) {
      if (left-- == 0) {
        throw new AssertionError("still busy after " + tasksMax + " tasks");
      }
    }
  }

  /** Runs what is to be run within so much time. */
  void pass(long nanos) {
    var end = nowNanos + nanos;
    while (loops.stream().anyMatch(VirtualLoop::isReady) || nextTimer() <= end) {
      step();
    }
    nowNanos = Math.max(nowNanos, end);
  }

  private long nextTimer() {
    var next = Long.MAX_VALUE;
    for (var loop : loops) {
      next = Math.min(next, loop.nextTimerNanos());
    }
    return next;
  }
}
