package dev.sluice.gateway;

import dev.sluice.gateway.http.HttpListener;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;

/** The event loops, one a core, and the watch on how late they run. */
final class Loops {

  private static final long WATCH_MILLIS = 250;
  private static final long END_SECONDS = 2;

  private Loops() {}

  static EventLoopGroup start() {
    return HttpListener.newLoops(
        Math.max(1, Runtime.getRuntime().availableProcessors()),
        Thread.ofPlatform().name("loop-", 0).factory());
  }

  /** Ends them; what they still had to do is given a moment, then dropped. */
  static void end(EventLoopGroup loops) {
    loops.shutdownGracefully(0, END_SECONDS, TimeUnit.SECONDS).awaitUninterruptibly();
  }

  /**
   * Tells how many nanoseconds late each loop came to a task of a known time, four times a second.
   */
  static void watch(EventLoopGroup loops, LongConsumer lagNanos) {
    for (var loop : loops) {
      if (loop instanceof EventLoop one) {
        again(one, lagNanos);
      }
    }
  }

  private static void again(EventLoop loop, LongConsumer lagNanos) {
    if (loop.isShuttingDown()) {
      return;
    }
    var due = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(WATCH_MILLIS);
    var _ =
        loop.schedule(
            () -> {
              lagNanos.accept(Math.max(0, System.nanoTime() - due));
              again(loop, lagNanos);
            },
            WATCH_MILLIS,
            TimeUnit.MILLISECONDS);
  }
}
