package dev.sluice.gateway.deliver;

import io.netty.channel.EventLoop;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Calls when nothing was written for a while. One lazy timer: a write only notes the time. */
final class Heartbeat {

  private final EventLoop loop;
  private final long intervalNanos;
  private final Runnable beat;
  private @Nullable Future<?> timer;
  private long wroteNanos;

  Heartbeat(EventLoop loop, long intervalNanos, Runnable beat) {
    this.loop = loop;
    this.intervalNanos = intervalNanos;
    this.beat = beat;
  }

  void start() {
    wroteNanos = System.nanoTime();
    schedule(intervalNanos);
  }

  void wrote() {
    wroteNanos = System.nanoTime();
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
    var silent = System.nanoTime() - wroteNanos;
    if (silent >= intervalNanos) {
      wroteNanos = System.nanoTime();
      schedule(intervalNanos);
      beat.run();
    } else {
      schedule(intervalNanos - silent);
    }
  }
}
