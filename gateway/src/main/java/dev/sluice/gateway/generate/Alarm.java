package dev.sluice.gateway.generate;

import dev.sluice.run.Run;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The one timer of a generation. It is set for the run's earliest deadline and, since deadlines
 * mostly move away while bytes come, looks again when it fires instead of being moved at each byte.
 */
final class Alarm {

  private final Generation generation;
  private final Run run;
  private final AtomicInteger openTimers;
  private @Nullable Future<?> timer;
  private long dueNanos = Long.MAX_VALUE;

  Alarm(Generation generation, Run run, AtomicInteger openTimers) {
    this.generation = generation;
    this.run = run;
    this.openTimers = openTimers;
  }

  /** Makes sure that the timer fires no later than the run's deadline. */
  void set() {
    var deadline = run.deadline();
    if (deadline >= dueNanos || deadline == Long.MAX_VALUE) {
      return;
    }
    stop();
    dueNanos = deadline;
    openTimers.incrementAndGet();
    timer =
        generation
            .loop()
            .schedule(this::fire, Math.max(0, deadline - generation.now()), TimeUnit.NANOSECONDS);
  }

  private void fire() {
    forget();
    generation.tick();
  }

  void stop() {
    if (timer != null) {
      timer.cancel(false);
      forget();
    }
  }

  private void forget() {
    timer = null;
    dueNanos = Long.MAX_VALUE;
    openTimers.decrementAndGet();
  }
}
