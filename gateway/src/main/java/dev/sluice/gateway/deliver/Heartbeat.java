package dev.sluice.gateway.deliver;

import dev.sluice.time.Ticker;
import io.netty.channel.EventLoop;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Calls when nothing was written for a while. One lazy timer: a write only notes the time. */
final class Heartbeat {

  private final EventLoop loop;
  private final long intervalNanos;
  private final Ticker ticker;
  private final Runnable beat;
  private @Nullable Future<?> timer;
  private long wroteNanos;

  Heartbeat(EventLoop loop, long intervalNanos, Ticker ticker, Runnable beat) {
    this.loop = loop;
    this.intervalNanos = intervalNanos;
    this.ticker = ticker;
    this.beat = beat;
  }

  void start() {
    wroteNanos = ticker.nanos();
    schedule(intervalNanos);
  }

  void wrote() {
    wroteNanos = ticker.nanos();
  }

  void stop() {
    if (timer != null) {
      timer.cancel(false);
      timer = null;
    }
  }

  private void schedule(long nanos) {
    timer = loop.schedule(this::fire, nanos, TimeUnit.NANOSECONDS);
  }

  private void fire() {
    var silent = ticker.nanos() - wroteNanos;
    if (silent >= intervalNanos) {
      wroteNanos = ticker.nanos();
      schedule(intervalNanos);
      beat.run();
    } else {
      schedule(intervalNanos - silent);
    }
  }
}
