package dev.sluice.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Row C2 of the fault catalogue, and C1 as far as the transport knows phases. */
final class LeaveTest {
  private final Served served = Served.standard();

  enum Way {
    FIN {
      @Override
      void leave(RawClient client) throws IOException {
        client.fin();
      }
    },
    RESET {
      @Override
      void leave(RawClient client) throws IOException {
        client.reset();
      }
    };

    abstract void leave(RawClient client) throws IOException;
  }

  @AfterEach
  void stop() {
    served.close();
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void beforeTheAnswer(Way way) throws Exception {
    try (var client = served.client()) {
      client.get("/open");
      var exchange = served.next();

      way.leave(client);

      leftOnce(exchange);
    }
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void whileFlowing(Way way) throws Exception {
    try (var client = served.client()) {
      client.get("/open");
      var exchange = served.next();
      exchange.head();
      exchange.write("some");
      client.readTo("some\r\n");

      way.leave(client);

      leftOnce(exchange);
    }
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void whileNotReading(Way way) throws Exception {
    try (var client = new RawClient(served.port, 4096)) {
      client.get("/open");
      var exchange = served.next();
      exchange.head();
      Filling.fill(exchange);

      way.leave(client);

      leftOnce(exchange);
    }
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void withARequestSentAhead(Way way) throws Exception {
    try (var client = served.client()) {
      client.get("/open");
      var exchange = served.next();
      client.get("/second");

      way.leave(client);

      leftOnce(exchange);
      assertThat(served.opened).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void duringHeadAndBodyReachesNoHandler(Way way) throws Exception {
    try (var head = served.client();
        var body = served.client()) {
      head.send("GET /op");
      body.send("POST /open HTTP/1.1\r\nHost: h\r\nContent-Length: 9\r\n\r\nabc");
      Served.until(() -> served.listener.openExchanges() == 1);

      way.leave(head);
      way.leave(body);

      Served.until(() -> served.listener.openConnections() == 0);
      served.isIdle();
      assertThat(served.opened).isEmpty();
      Faults.fault("C1");
    }
  }

  @Test
  void finAfterACompleteAnswerIsNotLeaving() throws Exception {
    try (var client = new RawClient(served.port, 4096)) {
      client.get("/open");
      var exchange = served.next();
      exchange.head();
      Filling.fill(exchange);
      exchange.end();

      client.fin();

      assertThat(client.readToEnd()).endsWith("\r\n0\r\n\r\n");
      assertThat(exchange.left).isEmpty();
    }
  }

  @Test
  void leavingBeforeOnLeaveIsToldStill() throws Exception {
    try (var client = served.client()) {
      client.get("/open");
      var exchange = served.next();
      client.reset();
      assertThat(exchange.leaves()).isTrue();
      var told = new java.util.concurrent.CountDownLatch(1);

      exchange.run(() -> exchange.output.onLeave(told::countDown));

      assertThat(told.await(10, java.util.concurrent.TimeUnit.SECONDS)).isTrue();
    }
  }

  @ParameterizedTest
  @EnumSource(Http2Way.class)
  void onHttp2InEachPhase(Http2Way way) throws Exception {
    try (var client = new Http2Client(served.port)) {
      var waiting = client.get("/open");
      var first = served.next();
      var flowing = client.get("/open");
      var second = served.next();
      second.head();
      second.write("some");
      assertThat(flowing.status()).isEqualTo("200");
      var slow = client.get("/open");
      var third = served.next();
      slow.pause();
      third.head();
      Filling.fill(third);

      way.leave(client, waiting, flowing, slow);

      leftOnce(first);
      leftOnce(second);
      leftOnce(third);
    }
  }

  @Test
  void fiveHundredThatLeaveLeaveNothingBehind() throws Exception {
    try (var http2 = new Http2Client(served.port)) {
      leaveOnce(http2);
      Served.until(() -> served.listener.openConnections() == 1);
      var before = openFiles();

      for (var i = 0; i < 500; i++) {
        leaveOnce(http2);
      }

      served.isIdle();
      Served.until(() -> served.listener.openConnections() == 1);
      Served.until(() -> openFiles() <= before);
      assertThat(http2.get("/x").status()).isEqualTo("200");
    }
  }

  private void leaveOnce(Http2Client http2) throws Exception {
    var stream = http2.get("/open");
    var first = served.next();
    stream.cancel();
    assertThat(first.leaves()).isTrue();
    try (var client = served.client()) {
      client.get("/open");
      var second = served.next();
      client.fin();
      assertThat(second.leaves()).isTrue();
    }
  }

  private static int openFiles() {
    var names = new File("/proc/self/fd").list();
    return names == null ? 0 : names.length;
  }

  enum Http2Way {
    RST_STREAM {
      @Override
      void leave(Http2Client client, Http2Client.Stream... streams) {
        for (var stream : streams) {
          stream.cancel();
        }
      }
    },
    CLOSE {
      @Override
      void leave(Http2Client client, Http2Client.Stream... streams) {
        client.connection.close().syncUninterruptibly();
      }
    },
    FIN {
      @Override
      void leave(Http2Client client, Http2Client.Stream... streams) {
        ((io.netty.channel.socket.DuplexChannel) client.connection)
            .shutdownOutput()
            .syncUninterruptibly();
      }
    };

    abstract void leave(Http2Client client, Http2Client.Stream... streams);
  }

  private void leftOnce(Served.Exchange exchange) throws Exception {
    assertThat(exchange.leaves()).isTrue();
    served.isIdle();
    exchange.run(() -> {
      exchange.output.write(Served.bytes("nobody reads this"));
      exchange.output.end();
      exchange.output.abort();
    });
    assertThat(exchange.left).isEmpty();
    assertThat(exchange.output.writable()).isFalse();
    Faults.fault("C2");
  }
}
