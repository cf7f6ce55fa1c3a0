package dev.sluice.proof.simulation;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelPromise;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.util.concurrent.AbstractScheduledEventExecutor;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.ScheduledFuture;
import io.netty.util.concurrent.Ticker;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;

/** An event loop without a thread: its tasks and timers run when the virtual time says so. */
final class VirtualLoop extends AbstractScheduledEventExecutor implements EventLoop {

  private final VirtualTime time;
  private final ArrayDeque<Runnable> tasks = new ArrayDeque<>();
  private final Ticker ticker =
      new Ticker() {
        @Override
        public long nanoTime() {
          return time.nanos();
        }

        @Override
        public long initialNanoTime() {
          return 0;
        }

        @Override
        public void sleep(long delay, TimeUnit unit) {
          throw new UnsupportedOperationException("nobody sleeps here");
        }
      };

  private boolean losesTimers;

  VirtualLoop(VirtualTime time) {
    this.time = time;
  }

  /** From now on timers are taken and never fire. */
  void loseTimers() {
    losesTimers = true;
  }

  @Override
  public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
    return super.schedule(losesTimers && !(task instanceof Kept) ? () -> {} : task, delay, unit);
  }

  /** A task of the simulation itself, never lost. */
  interface Kept extends Runnable {}

  boolean isReady() {
    return !tasks.isEmpty() || nextTimerNanos() <= time.nanos();
  }

  long nextTimerNanos() {
    var deadline = nextScheduledTaskDeadlineNanos();
    return deadline < 0 ? Long.MAX_VALUE : deadline;
  }

  void runOne() {
    var timer = pollScheduledTask(time.nanos());
    var task = timer == null ? tasks.poll() : timer;
    if (task != null) {
      task.run();
    }
  }

  @Override
  public Ticker ticker() {
    return ticker;
  }

  @Override
  public boolean inEventLoop(Thread thread) {
    return time.runs(this);
  }

  @Override
  public void execute(Runnable task) {
    tasks.add(task);
  }

  @Override
  public EventLoopGroup parent() {
    throw new UnsupportedOperationException("this loop has no group");
  }

  @Override
  public EventLoop next() {
    return this;
  }

  @Override
  public ChannelFuture register(Channel channel) {
    throw new UnsupportedOperationException("there are no channels here");
  }

  @Override
  public ChannelFuture register(ChannelPromise promise) {
    throw new UnsupportedOperationException("there are no channels here");
  }

  @Override
  @Deprecated
  public ChannelFuture register(Channel channel, ChannelPromise promise) {
    throw new UnsupportedOperationException("there are no channels here");
  }

  @Override
  public boolean isShuttingDown() {
    return false;
  }

  @Override
  public Future<?> shutdownGracefully(long quietPeriod, long timeout, TimeUnit unit) {
    throw new UnsupportedOperationException("this loop does not end");
  }

  @Override
  public Future<?> terminationFuture() {
    throw new UnsupportedOperationException("this loop does not end");
  }

  @Override
  @Deprecated
  public void shutdown() {
    throw new UnsupportedOperationException("this loop does not end");
  }

  @Override
  public boolean isShutdown() {
    return false;
  }

  @Override
  public boolean isTerminated() {
    return false;
  }

  @Override
  public boolean awaitTermination(long timeout, TimeUnit unit) {
    return false;
  }
}
