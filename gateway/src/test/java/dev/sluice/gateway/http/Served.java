package dev.sluice.gateway.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.frame.Bytes;
import io.netty.channel.EventLoopGroup;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * A listener with a scripted handler: the path says what it does, and each exchange that it leaves
 * open can be taken by the test.
 */
final class Served implements AutoCloseable, Handler {
  private static final long WAIT_NANOS = TimeUnit.SECONDS.toNanos(30);
  private static final Map<String, String> TEXT = Map.of("content-type", "text/plain");

  /** An exchange as the handler got it, and what became of it. */
  static final class Exchange {
    final Request request;
    final Response output;
    final LinkedBlockingQueue<Long> left = new LinkedBlockingQueue<>();
    final LinkedBlockingQueue<Boolean> woken = new LinkedBlockingQueue<>();

    Exchange(Request request, Response output) {
      this.request = request;
      this.output = output;
      output.onLeave(() -> left.add(System.nanoTime()));
      output.onWritable(() -> woken.add(true));
    }

    /** Runs on the exchange's loop and waits for it. */
    void run(Runnable task) {
      request.loop().submit(task).syncUninterruptibly();
    }

    void write(String text) {
      run(() -> output.write(bytes(text)));
    }

    void head() {
      run(() -> output.head(200, TEXT));
    }

    void end() {
      run(output::end);
    }

    /** Whether it hears within a second that the client has left. */
    boolean leaves() throws InterruptedException {
      return left.poll(1, TimeUnit.SECONDS) != null;
    }
  }

  final EventLoopGroup loops;
  final HttpListener listener;
  final int port;
  final BlockingQueue<Exchange> opened = new LinkedBlockingQueue<>();

  Served(ListenerSettings settings) {
    loops = HttpListener.newLoops(1, Thread.ofPlatform().name("accept-test").factory());
    listener = HttpListener.start(settings, this, ErrorWriter.PLAIN, loops);
    port = listener.port();
  }

  static Served standard() {
    return new Served(settings());
  }

  static ListenerSettings settings() {
    return ListenerSettings.of("127.0.0.1", 0);
  }

  static Bytes bytes(String text) {
    var bytes = new Bytes();
    bytes.add(text.getBytes(UTF_8));
    return bytes;
  }

  static ListenerSettings.Waits waits(int headersMs, int bodyMs, int writeMs, int idleMs) {
    return new ListenerSettings.Waits(
        Duration.ofMillis(headersMs),
        Duration.ofMillis(bodyMs),
        1024,
        Duration.ofMillis(writeMs),
        Duration.ofMillis(idleMs),
        Duration.ofMillis(500));
  }

  @Override
  public void handle(Request request, Response output) {
    switch (request.rawPath()) {
      case "/open" -> opened.add(new Exchange(request, output));
      case "/stream" -> {
        output.head(200, TEXT);
        output.write(bytes("one "));
        output.write(bytes("two"));
        output.end();
      }
      case "/throw" -> throw new IllegalStateException("on purpose");
      case "/throw-late" -> {
        output.head(200, TEXT);
        output.write(bytes("some"));
        throw new IllegalStateException("on purpose");
      }
      case "/nothing" -> output.whole(204, Map.of(), new byte[0]);
      default -> output.whole(200, TEXT, describe(request).getBytes(UTF_8));
    }
  }

  private static String describe(Request request) {
    return "%s %s?%s %s host=%s body=%d %s"
        .formatted(
            request.method(),
            request.rawPath(),
            request.query(),
            request.httpVersion(),
            request.headers().get("host"),
            request.body().length,
            new String(request.body(), 0, Math.min(32, request.body().length), UTF_8));
  }

  Exchange next() {
    until(() -> !opened.isEmpty());
    return opened.remove();
  }

  RawClient client() throws IOException {
    return new RawClient(port);
  }

  /** Waits until nothing is open any more. */
  void isIdle() {
    until(() -> listener.openExchanges() == 0 && listener.bodyBytes() == 0);
  }

  static void until(BooleanSupplier condition) {
    var deadline = System.nanoTime() + WAIT_NANOS;
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("condition not met in time");
      }
      LockSupport.parkNanos(500_000);
    }
  }

  @Override
  public void close() {
    listener.close();
    loops.shutdownGracefully(0, 2, TimeUnit.SECONDS).syncUninterruptibly();
  }
}
