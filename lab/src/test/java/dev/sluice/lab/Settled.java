package dev.sluice.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Counters of the lab, once they have caught up: a client may see an answer's end before they do.
 */
final class Settled {

  private Settled() {}

  /** Waits, with a bound, until the counter has the value. */
  static void counter(LabServer lab, String name, String value) {
    var until = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (!lab.stats().get(name).write().equals(value) && System.nanoTime() < until) {
      LockSupport.parkNanos(1_000_000);
    }
    assertThat(lab.stats().get(name).write()).as(name).isEqualTo(value);
  }
}
