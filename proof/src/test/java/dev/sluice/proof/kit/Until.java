package dev.sluice.proof.kit;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/** Waits on a condition, with a bound. */
public final class Until {

  private static final long STEP_NANOS = 5_000_000;

  private Until() {}

  /** Waits until the condition holds; fails with {@code what} when it does not in time. */
  public static void holds(String what, Duration within, Callable<Boolean> condition)
      throws Exception {
    var deadline = System.nanoTime() + within.toNanos();
    while (!condition.call()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError(what + " did not hold within " + within);
      }
      LockSupport.parkNanos(STEP_NANOS);
    }
  }
}
