package dev.sluice.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Row C3: a client that does not read holds little, and wakes the handler when it reads again. */
final class PressureTest {
  private final Served served = Served.standard();

  @AfterEach
  void stop() {
    served.close();
  }

  @Test
  void boundsWhatAnHttp1ClientHolds() throws Exception {
    try (var client = new RawClient(served.port, 32 << 10)) {
      client.get("/open");
      var exchange = served.next();
      exchange.head();

      var written = Filling.fill(exchange);

      // our queue of 32 KiB and one piece, the kernel's doubled send and receive buffers
      assertThat(written).isBetween(36_000L, 256L << 10);
      var reader = Thread.ofVirtual().start(() -> readAll(client));
      assertThat(exchange.woken.poll(10, TimeUnit.SECONDS)).isTrue();
      assertThat(exchange.output.writable()).isTrue();
      exchange.end();
      reader.join();
      Faults.fault("C3");
    }
  }

  @Test
  void boundsWhatAnHttp2StreamHoldsAndServesItsNeighbour() throws Exception {
    try (var client = new Http2Client(served.port)) {
      var slow = client.get("/open");
      var exchange = served.next();
      slow.pause();
      exchange.head();

      var written = Filling.fill(exchange);

      assertThat(written).isLessThan(256L << 10);
      assertThat(client.get("/stream").text()).isEqualTo("one two");
      slow.resume();
      assertThat(exchange.woken.poll(10, TimeUnit.SECONDS)).isTrue();
      exchange.end();
      assertThat(slow.text()).hasSize((int) written);
      Faults.fault("C3");
    }
  }

  @Test
  void answersNothingMoreWhileFormerAnswersAreNotRead() throws Exception {
    try (var client = new RawClient(served.port, 4096)) {
      client.get("/open");
      client.get("/second");
      var exchange = served.next();
      exchange.head();
      Filling.fill(exchange);
      exchange.end();

      var all = client.readToEndOf("GET /second? HTTP/1.1 host=localhost body=0 ");
      assertThat(all.split("HTTP/1.1 200 OK", -1)).hasSize(3);
    }
  }

  private static void readAll(RawClient client) {
    try {
      assertThat(client.readToEndOf("\r\n0\r\n\r\n")).isNotEmpty();
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
