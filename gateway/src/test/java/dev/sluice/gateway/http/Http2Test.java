package dev.sluice.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.http2.Http2Error;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class Http2Test {
  private final Served served = Served.standard();
  private Http2Client client = new Http2Client(served.port);

  @BeforeEach
  void start() {
    assertThat(client.connection.isActive()).isTrue();
  }

  @AfterEach
  void stop() {
    client.close();
    served.close();
  }

  @Test
  void answersWhole() throws Exception {
    var stream = client.get("/model/a%2Fb/converse?q");

    assertThat(stream.status()).isEqualTo("200");
    assertThat(stream.text())
        .isEqualTo("GET /model/a%2Fb/converse?q HTTP/2 host=localhost:1 body=0 ");
    var head = stream.head.get();
    assertThat(head.get("date")).isNotNull();
    assertThat(head.get("content-length")).isNotNull();
    assertThat(head.contains("connection")).isFalse();
    assertThat(head.contains("transfer-encoding")).isFalse();
  }

  @Test
  void isToldApartByItsPrefaceHoweverItIsCut() throws Exception {
    try (var raw = new RawHttp2(served.port)) {
      raw.get(1, "/p").flushByteByByte();

      assertThat(raw.next(RawHttp2.DATA).payload()).startsWith("GET /p? HTTP/2 host=localhost");
    }
    try (var http1 = served.client()) {
      http1.send("P");
      http1.send("OST /p HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\n\r\nok");

      assertThat(http1.readTo("ok")).startsWith("HTTP/1.1 200 ");
    }
  }

  @Test
  void showsTheAuthorityBesideTheHost() throws Exception {
    client.get("/open");
    var request = served.next().request;

    assertThat(request.headers())
        .containsEntry("host", "localhost:1")
        .containsEntry(":authority", "localhost:1")
        .doesNotContainKeys(":path", ":method", ":scheme");
    assertThat(request.remoteLoopback()).isTrue();
  }

  @Test
  void readsABodyAndStreamsBesideAnother() throws Exception {
    var open = client.get("/open");
    var exchange = served.next();
    exchange.head();
    exchange.write("first");
    var post = client.open(Http2Client.head("POST", "/p"), false);
    post.send("hello ", false);
    post.send("you", true);

    assertThat(post.text()).contains("body=9 hello you");
    assertThat(client.get("/stream").text()).isEqualTo("one two");
    exchange.end();
    assertThat(open.text()).isEqualTo("first");
    served.isIdle();
  }

  @Test
  void aBrokenStreamIsResetBehindItsDataHoweverSlowlyTheClientTakesIt() throws Exception {
    try (var client = new RawHttp2(served.port, RawHttp2.INITIAL_WINDOW_SIZE, 4)) {
      client.get(1, "/open").flush();
      var exchange = served.next();
      exchange.head();
      exchange.write("all of it");
      exchange.run(exchange.output::breakOff);

      assertThat(client.next(RawHttp2.DATA).payload()).isEqualTo("all ");
      client.frame(RawHttp2.WINDOW_UPDATE, 0, 1, new byte[] {0, 0, 0, 100}).flush();
      var rest = client.next(RawHttp2.DATA);
      assertThat(rest.payload()).isEqualTo("of it");
      assertThat(rest.flags() & RawHttp2.END_STREAM).isZero();
      var reset = client.next(RawHttp2.RST_STREAM);
      assertThat(reset.payload()).isEqualTo("\0\0\0" + (char) Http2Error.INTERNAL_ERROR.code());
    }
    served.isIdle();
  }

  @Test
  void brokenStreamsDoNotCountAsTheClientsResets() throws Exception {
    var many = 2 * ListenerSettings.Http2Bounds.standard().resets();
    try (var client = new Http2Client(served.port)) {
      for (var i = 0; i < many; i++) {
        var stream = client.get("/open");
        var exchange = served.next();
        exchange.head();
        exchange.run(exchange.output::breakOff);
        assertThat(stream.resetCode()).isEqualTo(Http2Error.INTERNAL_ERROR.code());
      }
      assertThat(client.goAway).isNotDone();
    }
  }

  @Test
  void handlerThatThrowsIs500OrAReset() throws Exception {
    assertThat(client.get("/throw").status()).isEqualTo("500");
    assertThat(client.get("/throw-late").resetCode()).isEqualTo(Http2Error.INTERNAL_ERROR.code());
    served.isIdle();
  }

  @Test
  void refusesWithTheSameStatusAsHttp1() throws Exception {
    var compressed = Http2Client.head("POST", "/p").set("content-encoding", "gzip");
    var large = Http2Client.head("POST", "/p").set("content-length", "999999999");

    assertThat(client.open(compressed, false).status()).isEqualTo("415");
    assertThat(client.open(large, false).status()).isEqualTo("413");
    assertThat(client.get("/a/../b").status()).isEqualTo("400");
    assertThat(client.get("/" + "x".repeat(9000)).status()).isEqualTo("414");
    assertThat(client.get("/fine").status()).isEqualTo("200");
    served.isIdle();
  }

  @Test
  void stopAcceptingSaysGoAwayAndFinishesOpenStreams() throws Exception {
    var open = client.get("/open");
    var exchange = served.next();

    served.listener.stopAccepting();

    assertThat(client.goAwayCode()).isZero();
    exchange.head();
    exchange.write("rest");
    exchange.end();
    assertThat(open.text()).isEqualTo("rest");
    assertThat(client.closes()).isTrue();
  }
}
