package dev.sluice.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class Http1Test {
  private final Served served = Served.standard();

  @AfterEach
  void stop() {
    served.close();
  }

  @Test
  void answersWholeWithLengthAndDate() throws Exception {
    try (var client = served.client()) {
      client.get("/model/a%2Fb%3A0/converse?x=%20y");

      var head = client.readTo("\r\n\r\n").toLowerCase(Locale.ROOT);
      var body = client.readTo("body=0 ");
      assertThat(head)
          .startsWith("http/1.1 200 ok\r\n")
          .containsPattern("date: [a-z]{3}, \\d\\d [a-z]{3} \\d{4} \\d\\d:\\d\\d:\\d\\d gmt\r\n")
          .contains("content-length: ")
          .doesNotContain("transfer-encoding", "connection");
      assertThat(body)
          .isEqualTo("GET /model/a%2Fb%3A0/converse?x=%20y HTTP/1.1 host=localhost body=0 ");
    }
  }

  @Test
  void streamsInChunks() throws Exception {
    try (var client = served.client()) {
      client.get("/stream");

      var head = client.readTo("\r\n\r\n");
      var body = client.readTo("0\r\n\r\n");
      assertThat(head).contains("transfer-encoding: chunked\r\n").doesNotContain("content-length");
      assertThat(body).isEqualTo("4\r\none \r\n3\r\ntwo\r\n0\r\n\r\n");
    }
  }

  @Test
  void aBrokenStreamEndsWithoutItsLastChunkAndWithoutReset() throws Exception {
    try (var client = served.client()) {
      client.get("/open");
      var exchange = served.next();
      exchange.head();
      exchange.write("all of it");
      exchange.run(exchange.output::breakOff);

      assertThat(client.readToEnd()).endsWith("\r\n\r\n9\r\nall of it\r\n");
    }
    served.isIdle();
  }

  @Test
  void sendsTheHeadOfAStreamBeforeItsFirstChunk() throws Exception {
    try (var client = served.client()) {
      client.get("/open");
      var exchange = served.next();

      exchange.head();

      assertThat(client.readTo("\r\n\r\n")).startsWith("HTTP/1.1 200 OK\r\n");
      exchange.write("x".repeat(300));
      assertThat(client.readTo("x\r\n")).startsWith("12c\r\nxxx");
      exchange.end();
      assertThat(client.readTo("0\r\n\r\n")).isEqualTo("0\r\n\r\n");
    }
  }

  @Test
  void readsBodiesByLengthAndInChunks() throws Exception {
    try (var client = served.client()) {
      client.send("POST /a HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\nhello");
      assertThat(client.readTo("hello")).contains("body=5");

      client.send("POST /b HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n");
      client.send("3\r\nabc\r\n");
      client.send("2;x=y\r\nde\r\n0\r\nTrailer: t\r\n\r\n");
      assertThat(client.readTo("abcde")).contains("body=5");
    }
  }

  @Test
  void keepsPipelinedAnswersInOrder() throws Exception {
    try (var client = served.client()) {
      client.send(
          "GET /open HTTP/1.1\r\nHost: h\r\n\r\n"
              + "POST /second HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\n\r\nabc"
              + "GET /stream HTTP/1.1\r\nHost: h\r\n\r\n"
              + "GET /last HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
      var first = served.next();
      first.head();
      first.write("first");
      assertThat(served.listener.openExchanges()).isEqualTo(1);
      first.end();

      var all = client.readToEnd();
      assertThat(all.split("HTTP/1.1 200 OK", -1)).hasSize(5);
      assertThat(all)
          .containsSubsequence("5\r\nfirst\r\n0\r\n\r\n", "POST /second", "one ", "GET /last");
      Faults.fault("C5");
    }
  }

  @Test
  void closesAfterTheAnswerWhenTooMuchIsSentAhead() throws Exception {
    try (var client = served.client()) {
      client.get("/open");
      var exchange = served.next();
      for (var i = 0; i < 300; i++) {
        client.get("/ahead");
      }
      // Each turn of the loop reads: after so many it has seen all that was sent.
      for (var turn = 0; turn < 500; turn++) {
        exchange.run(() -> {});
      }
      exchange.head();
      exchange.write("only");
      exchange.end();

      var all = client.readToEnd();
      assertThat(all).contains("4\r\nonly\r\n0\r\n\r\n");
      assertThat(all.split("HTTP/1.1 200 OK", -1)).hasSize(2);
      Faults.fault("C5");
    }
  }

  @Test
  void servesHttp10AndCloses() throws Exception {
    try (var client = served.client()) {
      client.send("GET /stream HTTP/1.0\r\n\r\n");

      assertThat(client.readToEnd())
          .contains("connection: close\r\n")
          .doesNotContain("transfer-encoding")
          .endsWith("\r\n\r\none two");
    }
  }

  @Test
  void answersHeadWithoutBody() throws Exception {
    try (var client = served.client()) {
      client.send("HEAD /x HTTP/1.1\r\nHost: h\r\n\r\nHEAD /stream HTTP/1.1\r\nHost: h\r\n\r\n");
      assertThat(client.readTo("\r\n\r\n")).contains("content-length: ");
      assertThat(client.readTo("\r\n\r\n")).startsWith("HTTP/1.1 200 OK");

      client.get("/nothing");
      assertThat(client.readTo("\r\n\r\n"))
          .startsWith("HTTP/1.1 204 No Content\r\n")
          .doesNotContain("content-length");
    }
  }

  @Test
  void asksForTheBodyThatIsAnnounced() throws Exception {
    try (var client = served.client()) {
      client.send(
          "POST /a HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n");
      assertThat(client.readTo("\r\n\r\n")).isEqualTo("HTTP/1.1 100 Continue\r\n\r\n");

      client.send("ok");
      assertThat(client.readTo("ok")).contains("HTTP/1.1 200 OK");
    }
  }

  @Test
  void takesTheHostOfAnAbsoluteTarget() throws Exception {
    try (var client = served.client()) {
      client.send("GET http://there:1/p?q HTTP/1.1\r\nHost: here\r\n\r\n");

      assertThat(client.readTo("body=0 ")).contains("GET /p?q HTTP/1.1 host=there:1 ");
    }
  }

  @Test
  void handlerThatThrowsIs500OrAReset() throws Exception {
    try (var client = served.client()) {
      client.get("/throw");
      assertThat(client.readToEnd())
          .startsWith("HTTP/1.1 500 ")
          .contains("application/json")
          .doesNotContain("purpose");
    }
    try (var client = served.client()) {
      client.get("/throw-late");
      assertThat(client.readToEnd()).endsWith("<reset>");
    }
    served.isIdle();
  }

  @Test
  void addressInUseSaysWhichOne() {
    var taken = ListenerSettings.of("127.0.0.1", served.port);

    assertThatThrownBy(() -> HttpListener.start(taken, served, ErrorWriter.PLAIN, served.loops))
        .isInstanceOf(CannotListen.class)
        .hasMessageContaining("127.0.0.1:" + served.port);
  }

  @Test
  void stopAcceptingEndsIdleConnectionsAndFinishesOpenOnes() throws Exception {
    try (var idle = served.client();
        var fresh = served.client();
        var busy = served.client()) {
      idle.get("/x");
      idle.readTo("body=0 ");
      busy.get("/open");
      var exchange = served.next();
      Served.until(() -> served.listener.openConnections() == 3);

      served.listener.stopAccepting();

      assertThat(idle.readToEnd()).isEmpty();
      assertThat(fresh.readToEnd()).isEmpty();
      assertThatThrownBy(served::client).isInstanceOf(java.net.ConnectException.class);
      exchange.head();
      exchange.write("rest");
      exchange.end();
      assertThat(busy.readToEnd()).contains("connection: close\r\n").endsWith("0\r\n\r\n");
      busy.fin();
      Served.until(() -> served.listener.openConnections() == 0);
    }
  }
}
