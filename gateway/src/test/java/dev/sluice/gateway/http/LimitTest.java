package dev.sluice.gateway.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Rows C6 and C7, and the bounds over all connections. */
final class LimitTest {
  private static final int BODY_MAX = 100_000;

  private Served served =
      new Served(
          Served.settings()
              .with(ListenerSettings.Sizes.standard().withBody(BODY_MAX, 150_000).withStreams(2)));

  @AfterEach
  void stop() {
    served.close();
  }

  @Test
  void refusesALongUrl() throws Exception {
    for (var size : new int[] {8200, 100_000}) {
      assertThat(answer("GET /v1/x?" + "y".repeat(size) + " HTTP/1.1\r\nHost: h\r\n\r\n"))
          .startsWith("HTTP/1.1 414 ");
      assertThat(answer("GET /v1/" + "y".repeat(size))).startsWith("HTTP/1.1 414 ");
      Faults.fault("C6");
    }
  }

  @Test
  void refusesLargeHeaders() throws Exception {
    assertThat(answer("GET / HTTP/1.1\r\nHost: h\r\nX: " + "y".repeat(100_000) + "\r\n\r\n"))
        .startsWith("HTTP/1.1 431 ");
    assertThat(answer("GET / HTTP/1.1\r\nHost: h\r\n" + "X: y\r\n".repeat(10_000) + "\r\n"))
        .startsWith("HTTP/1.1 431 ");
    assertThat(answer("GET / HTTP/1.1\r\nHost: h\r\n" + "X: y\r\n".repeat(300) + "\r\n"))
        .startsWith("HTTP/1.1 431 ");
    Faults.fault("C6");
  }

  @Test
  void takesHeadersWithinTheBounds() throws Exception {
    try (var client = served.client()) {
      client.send(
          "GET /p?"
              + "y".repeat(8000)
              + " HTTP/1.1\r\nHost: h\r\n"
              + ("X: " + "y".repeat(300) + "\r\n").repeat(200)
              + "\r\n");
      assertThat(client.readTo("body=0 ")).startsWith("HTTP/1.1 200 ");
    }
  }

  @Test
  void refusesADeclaredGigabyteBeforeItComes() throws Exception {
    assertThat(answer(post("Content-Length: 1073741824", "Expect: 100-continue")))
        .startsWith("HTTP/1.1 413 ")
        .contains("too_large");
    assertThat(served.listener.bodyBytes()).isZero();
    Faults.fault("C7");
  }

  @Test
  void refusesAnEndlessChunkedBody() throws Exception {
    try (var client = served.client()) {
      client.send("POST /p HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n");
      var chunk = "1000\r\n" + "x".repeat(4096) + "\r\n";
      for (var i = 0; i < 100; i++) {
        client.send(chunk);
      }

      assertThat(client.readToEnd()).startsWith("HTTP/1.1 413 ");
      served.isIdle();
      Faults.fault("C7");
    }
  }

  @Test
  void takesABodyOfExactlyTheBound() throws Exception {
    try (var client = served.client()) {
      client.send("POST /p HTTP/1.1\r\nHost: h\r\nContent-Length: " + BODY_MAX + "\r\n\r\n");
      client.send("x".repeat(BODY_MAX));
      assertThat(client.readTo("x".repeat(32))).contains("body=" + BODY_MAX);
      served.isIdle();
    }
  }

  @Test
  void refusesCompressedBodies() throws Exception {
    assertThat(answer(post("Content-Encoding: gzip", "Content-Length: 9")))
        .startsWith("HTTP/1.1 415 ");
    Faults.fault("C7");
  }

  @Test
  void refusesOtherExpectationsAndVersions() throws Exception {
    assertThat(answer("GET / HTTP/1.1\r\nHost: h\r\nExpect: coffee\r\n\r\n"))
        .startsWith("HTTP/1.1 417 ");
    assertThat(answer("GET / HTTP/2.0\r\nHost: h\r\n\r\n")).startsWith("HTTP/1.1 505 ");
  }

  @Test
  void refusesBodiesBeyondTheBoundOfAll() throws Exception {
    try (var first = served.client()) {
      first.send("POST /p HTTP/1.1\r\nHost: h\r\nContent-Length: " + BODY_MAX + "\r\n\r\n");
      first.send("x".repeat(BODY_MAX - 1));
      Served.until(() -> served.listener.bodyBytes() >= BODY_MAX - 1);

      assertThat(answer("POST /p HTTP/1.1\r\nHost: h\r\nContent-Length: " + BODY_MAX + "\r\n\r\n"))
          .startsWith("HTTP/1.1 503 ")
          .contains("retry-after: 1\r\n");
      try (var chunked = served.client()) {
        chunked.send("POST /p HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n");
        chunked.send("13880\r\n" + "x".repeat(80_000) + "\r\n");
        assertThat(chunked.readToEnd()).startsWith("HTTP/1.1 503 ");
      }
      first.send("x");
      assertThat(first.readTo("x".repeat(32))).startsWith("HTTP/1.1 200 ");
      served.isIdle();
    }
  }

  @Test
  void refusesExchangesBeyondTheBoundBeforeTheirBodies() throws Exception {
    try (var one = served.client();
        var two = new Http2Client(served.port)) {
      one.get("/open");
      two.get("/open");
      var first = served.next();
      served.next();

      assertThat(answer("POST /p HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\n"))
          .startsWith("HTTP/1.1 503 ")
          .contains("overloaded");
      assertThat(two.get("/p").status()).isEqualTo("503");
      first.head();
      first.end();
      Served.until(() -> served.listener.openExchanges() == 1);
      try (var next = served.client()) {
        next.get("/p");
        assertThat(next.readTo("body=0 ")).startsWith("HTTP/1.1 200 ");
      }
    }
  }

  @Test
  void refusalsCarryTheHeadersOfTheirProtocol() throws Exception {
    ErrorWriter errors =
        refusal ->
            new Reply(
                599,
                Map.of("x-request-id", "id of " + refusal.rawPath()),
                (refusal.kind() + " " + refusal.message()).getBytes(UTF_8));
    var listener = HttpListener.start(Served.settings(), served, errors, served.loops);
    try (listener;
        var client = new RawClient(listener.port());
        var http2 = new Http2Client(listener.port())) {
      client.send("POST /model/x/converse HTTP/1.1\r\nHost: h\r\nContent-Encoding: br\r\n\r\n");
      assertThat(client.readToEnd())
          .startsWith("HTTP/1.1 415 ")
          .contains("x-request-id: id of /model/x/converse\r\n", "application/json", "INVALID");
      var head = Http2Client.head("POST", "/v1/messages").set("content-encoding", "br");
      var stream = http2.open(head, true);
      assertThat(stream.status()).isEqualTo("415");
      assertThat(stream.head.get().get("x-request-id").toString()).isEqualTo("id of /v1/messages");
    }
  }

  private static String post(String... headers) {
    return "POST /p HTTP/1.1\r\nHost: h\r\n" + String.join("\r\n", headers) + "\r\n\r\n";
  }

  private String answer(String request) throws IOException {
    try (var client = served.client()) {
      client.send(request);
      return client.readToEnd();
    }
  }
}
