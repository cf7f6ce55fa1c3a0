package dev.sluice.gateway.dial;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.dialect.ProviderCall;
import io.netty.channel.EventLoop;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.nio.NioIoHandler;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** A dialer with one loop, called from a test's thread. */
final class Dialing implements AutoCloseable {
  static final ProviderCall CALL =
      new ProviderCall("/chat/completions", Map.of(), "{\"a\":1}".getBytes(UTF_8), true);

  private final MultiThreadIoEventLoopGroup group;
  private final EventLoop loop;
  private final HttpDialer dialer;

  private Dialing(IoHandlerFactory factory, HttpDialer dialer) {
    this.group = new MultiThreadIoEventLoopGroup(1, factory);
    this.loop = group.next();
    this.dialer = dialer;
  }

  static Dialing start() {
    return with(new HttpDialer(DialSettings.defaults()));
  }

  static Dialing with(HttpDialer dialer) {
    return new Dialing(
        Epoll.isAvailable() ? EpollIoHandler.newFactory() : NioIoHandler.newFactory(), dialer);
  }

  static Dialing overNio() {
    return new Dialing(NioIoHandler.newFactory(), new HttpDialer(DialSettings.defaults()));
  }

  EventLoop loop() {
    return loop;
  }

  HttpDialer dialer() {
    return dialer;
  }

  Call dial(Provider provider, CallListener listener) {
    return dial(provider, CALL, listener);
  }

  Call dial(Provider provider, ProviderCall call, CallListener listener) {
    return onLoop(() -> dialer.dial(loop, provider, call, listener));
  }

  /** A call from its start to its end. */
  Heard whole(Provider provider) {
    var heard = new Heard();
    dial(provider, heard);
    return heard.awaitOver();
  }

  <T> T onLoop(Callable<T> work) {
    try {
      return loop.submit(work).get(10, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new AssertionError("on the loop", e);
    }
  }

  void onLoop(Runnable work) {
    onLoop(() -> {
      work.run();
      return true;
    });
  }

  /** Waits until the claim holds, asking on the loop again and again. */
  void until(BooleanSupplier claim) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (!onLoop(claim::getAsBoolean)) {
      if (System.nanoTime() > end) {
        throw new AssertionError("not in time");
      }
      Thread.onSpinWait();
    }
  }

  @Override
  public void close() {
    dialer.close();
    var _ = group.shutdownGracefully(0, 1, TimeUnit.SECONDS);
  }
}
