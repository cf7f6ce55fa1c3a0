package dev.sluice.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Rows C3 and C4: clients that are too slow, with clocks of a fraction of a second. */
final class ClockTest {
  private final Served served =
      new Served(Served.settings().with(Served.waits(800, 1000, 1500, 4000)));

  @AfterEach
  void stop() {
    served.close();
  }

  @Test
  void closesAnIdleConnection() throws Exception {
    try (var fresh = served.client();
        var used = served.client();
        var http2 = new Http2Client(served.port)) {
      used.get("/x");
      used.readTo("body=0 ");

      assertThat(fresh.readToEnd()).isEmpty();
      assertThat(used.readToEnd()).isEmpty();
      assertThat(http2.closes()).isTrue();
      assertThat(http2.goAwayCode()).isZero();
      Faults.fault("C4");
    }
  }

  @Test
  void endsASlowHead() throws Exception {
    try (var client = served.client();
        var second = served.client();
        var preface = served.client();
        var ticker = Executors.newSingleThreadScheduledExecutor()) {
      preface.send("PRI * HTTP/2.0\r\n");
      second.get("/x");
      second.readTo("body=0 ");
      second.send("GET /y");
      client.send("GET / HTTP/1.1\r\n");
      var _ =
          ticker.scheduleAtFixedRate(() -> drip(client, "X: y\r\n"), 0, 50, TimeUnit.MILLISECONDS);

      assertThat(client.readToEnd()).startsWith("HTTP/1.1 408 ");
      assertThat(second.readToEnd()).startsWith("HTTP/1.1 408 ");
      assertThat(preface.readToEnd()).isEmpty();
      Faults.fault("C4");
    }
  }

  @Test
  void endsAStandingAndADrippingBody() throws Exception {
    try (var standing = served.client();
        var dripping = served.client();
        var http2 = new Http2Client(served.port);
        var ticker = Executors.newSingleThreadScheduledExecutor()) {
      standing.send("POST /p HTTP/1.1\r\nHost: h\r\nContent-Length: 9999\r\n\r\n");
      standing.send("x".repeat(5000));
      dripping.send("POST /p HTTP/1.1\r\nHost: h\r\nContent-Length: 9999\r\n\r\n");
      var stream = http2.open(Http2Client.head("POST", "/p"), false);
      var _ = ticker.scheduleAtFixedRate(() -> drip(dripping, "x"), 0, 50, TimeUnit.MILLISECONDS);

      assertThat(standing.readToEnd()).startsWith("HTTP/1.1 408 ");
      assertThat(dripping.readToEnd()).startsWith("HTTP/1.1 408 ");
      assertThat(stream.status()).isEqualTo("408");
      served.isIdle();
      Faults.fault("C4");
    }
  }

  @Test
  void slowClientsDoNotStopNewWork() throws Exception {
    var slow = new ArrayList<RawClient>();
    try {
      for (var i = 0; i < 500; i++) {
        var client = served.client();
        slow.add(client);
        client.send(
            i % 2 == 0 ? "GET / HT" : "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 9\r\n\r\n");
      }
      try (var client = served.client()) {
        client.get("/x");
        assertThat(client.readTo("body=0 ")).startsWith("HTTP/1.1 200 ");
      }
      Served.until(() -> served.listener.openExchanges() == 0);
      Faults.fault("C4");
    } finally {
      for (var client : slow) {
        client.close();
      }
    }
    Served.until(() -> served.listener.openConnections() == 0);
  }

  @Test
  void doesNotCountTheTimeOfTheAnswer() throws Exception {
    try (var client = served.client()) {
      client.get("/open");
      var exchange = served.next();
      var later = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(1600);
      Served.until(() -> System.nanoTime() > later);

      exchange.head();
      exchange.write("late");
      exchange.end();
      assertThat(client.readTo("0\r\n\r\n")).contains("late");
    }
  }

  @Test
  void resetsAClientThatTakesNothing() throws Exception {
    try (var client = new RawClient(served.port, 4096);
        var http2 = new Http2Client(served.port)) {
      client.get("/open");
      var first = served.next();
      first.head();
      Filling.fill(first);
      var stream = http2.get("/open");
      var second = served.next();
      stream.pause();
      second.head();
      Filling.fill(second);

      Served.until(() -> !first.left.isEmpty());
      Served.until(() -> {
        Filling.more(second);
        return !second.left.isEmpty();
      });
      assertThat(client.readToEnd()).endsWith("<reset>");
      served.isIdle();
      Faults.fault("C3");
    }
  }

  @Test
  void bearsAClientThatTakesALittle() throws Exception {
    try (var client = new RawClient(served.port, 32 << 10)) {
      client.get("/open");
      var exchange = served.next();
      exchange.head();
      Filling.fill(exchange);
      var end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(3000);
      var buffer = new byte[10_000];
      while (System.nanoTime() < end) {
        client.socket.getInputStream().readNBytes(buffer, 0, buffer.length);
        var next = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(50);
        Served.until(() -> System.nanoTime() > next);
        Filling.fill(exchange);
      }

      assertThat(exchange.left).isEmpty();
      exchange.end();
      assertThat(client.readToEnd()).endsWith("\r\n0\r\n\r\n");
      Faults.fault("C3");
    }
  }

  private static void drip(RawClient client, String text) {
    try {
      client.send(text);
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
