package dev.sluice.gateway.http;

import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One point in time that moves often and passes seldom. Moving it later or clearing it costs no
 * timer: a timer that fires early looks again and waits for the rest. On its loop only.
 */
final class Deadline implements Runnable {
  private static final long NEVER = Long.MAX_VALUE;

  private final EventExecutor loop;
  private final Runnable passed;
  private @Nullable ScheduledFuture<?> timer;
  private long timerNanos;
  private long atNanos = NEVER;

  Deadline(EventExecutor loop, Runnable passed) {
    this.loop = loop;
    this.passed = passed;
  }

  boolean isSet() {
    return atNanos != NEVER;
  }

  void in(Duration wait) {
    in(wait.toNanos());
  }

  void in(long waitNanos) {
    var now = System.nanoTime();
    atNanos = now + waitNanos;
    if (timer != null && timerNanos - atNanos > 0) {
      timer.cancel(false);
      timer = null;
    }
    if (timer == null) {
      start(waitNanos);
    }
  }

  void clear() {
    atNanos = NEVER;
  }

  /** Clears it for good and gives the timer back. */
  void stop() {
    atNanos = NEVER;
    if (timer != null) {
      timer.cancel(false);
      timer = null;
    }
  }

  private void start(long waitNanos) {
    timerNanos = atNanos;
    timer = loop.schedule(this, waitNanos, TimeUnit.NANOSECONDS);
  }

  @Override
  public void run() {
    timer = null;
    if (atNanos == NEVER) {
      return;
    }
    var rest = atNanos - System.nanoTime();
    if (rest > 0) {
      start(rest);
      return;
    }
    atNanos = NEVER;
    passed.run();
  }
}
