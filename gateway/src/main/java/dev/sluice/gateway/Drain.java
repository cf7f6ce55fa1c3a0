package dev.sluice.gateway;

import dev.sluice.gateway.generate.Generations;
import dev.sluice.gateway.http.HttpListener;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends a gateway in steps: not ready at once; requests are accepted a little longer, while load
 * balancers notice; open streams run up to the drain time and are then interrupted. Where nothing
 * is open and nobody has asked for a second, there is nobody to wait for, and it ends at once.
 */
final class Drain {

  private static final Logger LOG = LoggerFactory.getLogger(Drain.class);
  private static final Duration STILL_ACCEPTING = Duration.ofSeconds(5);
  private static final Duration QUIET = Duration.ofSeconds(1);
  private static final Duration FLUSHING = Duration.ofSeconds(2);
  private static final long STEP_NANOS = 10_000_000;

  private final HttpListener data;
  private final Generations generations;
  private final Duration patience;
  private final AtomicBoolean draining;

  Drain(HttpListener data, Generations generations, Duration patience, AtomicBoolean draining) {
    this.data = data;
    this.generations = generations;
    this.patience = patience;
    this.draining = draining;
  }

  /** Returns when nothing is open any more. On a thread of its own. */
  void run() {
    draining.set(true);
    LOG.info(
        "draining: accepting up to {} s more, open streams run up to {} s; a second signal ends at"
            + " once",
        STILL_ACCEPTING.toSeconds(),
        patience.toSeconds());
    waitFor(STILL_ACCEPTING, () -> idle() && data.quietNanos() >= QUIET.toNanos());
    data.stopAccepting();
    waitFor(patience, this::idle);
    if (!idle()) {
      LOG.info("interrupting {} open generations", generations.open());
      generations.interruptAll();
      waitFor(FLUSHING, this::idle);
    }
    data.close();
  }

  private boolean idle() {
    return generations.open() == 0 && data.openExchanges() == 0;
  }

  private static void waitFor(Duration bound, BooleanSupplier condition) {
    var end = System.nanoTime() + bound.toNanos();
    while (!condition.getAsBoolean() && System.nanoTime() < end) {
      LockSupport.parkNanos(STEP_NANOS);
    }
  }
}
