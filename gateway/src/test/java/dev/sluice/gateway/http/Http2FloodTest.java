package dev.sluice.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.http2.Http2Error;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Row C23: floods end with ENHANCE_YOUR_CALM; a stream beside them completes. */
final class Http2FloodTest {
  private static final int CALM = (int) Http2Error.ENHANCE_YOUR_CALM.code();
  private static final int FLOOD = 3000;
  private static final int MAX_HEADER_LIST_SIZE = 6;

  private final Served served = Served.standard();
  private final Http2Client neighbour = new Http2Client(served.port);

  private final Http2Client.Stream beside = neighbour.get("/open");
  private final Served.Exchange exchange = served.next();

  @BeforeEach
  void theStreamBesideBegins() {
    exchange.head();
    exchange.write("before ");
  }

  @AfterEach
  void theStreamBesideCompletes() throws Exception {
    exchange.write("after");
    exchange.end();
    assertThat(beside.text()).isEqualTo("before after");
    Served.until(() -> served.listener.openConnections() == 1);
    served.isIdle();
    neighbour.close();
    served.close();
  }

  @Test
  void rapidReset() throws Exception {
    try (var client = new RawHttp2(served.port)) {
      flood(
          client,
          i ->
              client
                  .get(2 * i + 1, "/open")
                  .frame(
                      RawHttp2.RST_STREAM, 0, 2 * i + 1, (byte) 0, (byte) 0, (byte) 0, (byte) 8));
      isCalmed(client);
    }
    served.opened.forEach(open -> Served.until(() -> !open.left.isEmpty()));
  }

  @Test
  void madeYouReset() throws Exception {
    try (var client = new RawHttp2(served.port)) {
      flood(
          client,
          i ->
              client
                  .get(2 * i + 1, "/open")
                  .frame(RawHttp2.WINDOW_UPDATE, 0, 2 * i + 1, new byte[4]));
      isCalmed(client);
    }
  }

  @Test
  void continuationFlood() throws Exception {
    for (var payload : new byte[][] {new byte[0], {(byte) 0x86}}) {
      try (var client = new RawHttp2(served.port)) {
        client.frame(RawHttp2.HEADERS, RawHttp2.END_STREAM, 1, RawHttp2.block("GET", "/open"));
        flood(client, i -> client.frame(RawHttp2.CONTINUATION, 0, 1, payload));
        isCalmed(client);
      }
    }
  }

  @Test
  void settingsFlood() throws Exception {
    try (var client = new RawHttp2(served.port)) {
      flood(client, i -> client.frame(RawHttp2.SETTINGS, 0, 0));
      isCalmed(client);
    }
  }

  @Test
  void pingFlood() throws Exception {
    try (var client = new RawHttp2(served.port)) {
      flood(client, i -> client.frame(RawHttp2.PING, 0, 0, new byte[8]));
      isCalmed(client);
    }
  }

  @Test
  void emptyDataFlood() throws Exception {
    try (var client = new RawHttp2(served.port)) {
      client.frame(RawHttp2.HEADERS, RawHttp2.END_HEADERS, 1, RawHttp2.block("POST", "/p"));
      flood(client, i -> client.frame(RawHttp2.DATA, 0, 1));
      isCalmed(client);
    }
  }

  @Test
  void priorityFlood() throws Exception {
    try (var client = new RawHttp2(served.port)) {
      client.get(1, "/open");
      flood(client, i -> client.frame(2, 0, 1, (byte) 0, (byte) 0, (byte) 0, (byte) 0, (byte) 1));
      isCalmed(client);
    }
  }

  @Test
  void hpackBomb() throws Exception {
    try (var client = new RawHttp2(served.port)) {
      var block = new ByteArrayOutputStream();
      block.writeBytes(RawHttp2.block("GET", "/open"));
      block.write(0x40);
      block.write(1);
      block.write('x');
      // the integer 3000 behind a prefix of seven bits
      block.write(0x7f);
      block.write((3000 - 127) % 128 + 128);
      block.write((3000 - 127) / 128);
      block.writeBytes(new byte[3000]);
      for (var i = 0; i < 10_000; i++) {
        block.write(0xbe);
      }
      var flags = RawHttp2.END_STREAM | RawHttp2.END_HEADERS;
      client.frame(RawHttp2.HEADERS, flags, 1, block.toByteArray());
      client.flush();

      var refused = client.next(RawHttp2.HEADERS);
      assertThat(refused.stream()).isEqualTo(1);
      assertThat(refused.flags() & RawHttp2.END_STREAM).isEqualTo(RawHttp2.END_STREAM);
      assertThat(served.opened).isEmpty();
      Faults.fault("C23");
    }
  }

  @Test
  void tinyHeaderListOfTheClientIsAdviceOnly() throws Exception {
    try (var client = new RawHttp2(served.port, MAX_HEADER_LIST_SIZE, 1)) {
      client.get(1, "/p").flush();

      assertThat(client.next(RawHttp2.DATA).payload()).startsWith("GET /p? HTTP/2");
      Faults.fault("C23");
    }
  }

  private static void flood(RawHttp2 client, IntConsumer one) {
    for (var i = 0; i < FLOOD; i++) {
      one.accept(i);
      if (i % 100 == 99 && !client.flush()) {
        return;
      }
    }
  }

  private static void isCalmed(RawHttp2 client) throws IOException {
    assertThat(client.readToEnd())
        .filteredOn(frame -> frame.type() == RawHttp2.GOAWAY)
        .extracting(RawHttp2.Frame::errorCode)
        .contains(CALM);
    Faults.fault("C23");
  }
}
