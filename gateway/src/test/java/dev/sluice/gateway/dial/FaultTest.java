package dev.sluice.gateway.dial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.chat.ErrorCode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.time.Clock;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rows of the fault catalogue that are about connections and HTTP. */
class FaultTest {
  private static final String GOOD = Wire.stream() + Wire.chunk("data: ok\n\n") + Wire.LAST_CHUNK;

  private final Dialing dialing = Dialing.start();

  @AfterEach
  void stop() {
    dialing.close();
  }

  @Test
  void refusedConnection() throws IOException {
    int port;
    try (var closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = closed.getLocalPort();
    }
    try (var fake = FakeProvider.answering(GOOD)) {
      var heard =
          dialing.whole(fake.provider("http://127.0.0.1:" + port, new Credential.Anonymous()));

      assertThat(heard.code()).isEqualTo(ErrorCode.UPSTREAM_UNREACHABLE);
      assertThat(heard.failure().message()).isEqualTo("provider fake: the connection was refused");
      assertThat(heard.steps()).containsExactly("resolved", "broken");
      dialing.until(() -> dialing.dialer().openConnections() == 0);
      Tally.fault("u1");
    }
  }

  @Test
  void nameThatDoesNotResolve() throws IOException {
    DnsCache.Lookup nothing =
        host -> {
          throw new UnknownHostException(host);
        };
    try (var fake = FakeProvider.answering(GOOD);
        var nameless =
            Dialing.with(
                new HttpDialer(
                    DialSettings.defaults(),
                    nothing,
                    () -> {
                      throw new AssertionError("no AWS here");
                    },
                    Clock.systemUTC()))) {
      var heard =
          nameless.whole(fake.provider("http://provider.invalid", new Credential.Anonymous()));

      assertThat(heard.code()).isEqualTo(ErrorCode.UPSTREAM_UNREACHABLE);
      assertThat(heard.failure().message()).contains("does not resolve");
      assertThat(heard.steps()).containsExactly("broken");
      Tally.fault("u3");
    }
  }

  @Test
  void resetBeforeTheHead() throws IOException {
    var heard =
        faced(line -> {
          line.request();
          line.reset();
        });

    assertThat(heard.code()).isEqualTo(ErrorCode.UPSTREAM_UNREACHABLE);
    assertThat(heard.steps()).contains("sent").doesNotContain("head");
    Tally.fault("u5");
  }

  @Test
  void closeBeforeTheHead() throws IOException {
    assertThat(answeredOnce("").code()).isEqualTo(ErrorCode.UPSTREAM_UNREACHABLE);
    assertThat(answeredOnce("HTTP/1.1 200 OK\r\nContent-Ty").code())
        .isEqualTo(ErrorCode.UPSTREAM_UNREACHABLE);
    Tally.fault("u5 closed");
  }

  @Test
  void resetBetweenHeadAndBody() throws IOException {
    var heard = new Heard();
    try (var fake =
        FakeProvider.start((line, _) -> {
          line.request();
          line.send(Wire.stream());
          heard.awaitStep("head");
          line.reset();
        })) {
      dialing.dial(fake.provider(), heard);
      heard.awaitOver();

      assertThat(heard.code()).isEqualTo(ErrorCode.UPSTREAM_UNREACHABLE);
      Tally.fault("u6");
    }
  }

  @Test
  void resetWithinTheBody() throws IOException {
    var heard = new Heard();
    try (var fake =
        FakeProvider.start((line, _) -> {
          line.request();
          line.send(Wire.stream() + "20\r\ndata: h\u00c3");
          heard.await(() -> heard.bodyBytes() > 0);
          line.reset();
        })) {
      dialing.dial(fake.provider(), heard);
      heard.awaitOver();

      assertThat(heard.bodyBytes()).isEqualTo(8);
      assertThat(heard.code()).isEqualTo(ErrorCode.UPSTREAM_TRUNCATED);
      Tally.fault("u7");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "5\r\nhel", "5\r\nhello", "5\r\nhello\r\n", "5\r\nhello\r\n0\r\n"})
  void closeWithinAChunkedBody(String begun) throws IOException {
    assertThat(answeredOnce(Wire.stream() + begun).code()).isEqualTo(ErrorCode.UPSTREAM_TRUNCATED);
    Tally.fault("u8 " + begun.length());
  }

  @Test
  void closeWithinAWholeAnswer() throws IOException {
    var heard = answeredOnce(Wire.sized(100, "{\"half\":"));

    assertThat(heard.code()).isEqualTo(ErrorCode.UPSTREAM_TRUNCATED);
    assertThat(heard.body()).isEqualTo("{\"half\":");
    Tally.fault("u8 whole");
  }

  @Test
  void closeIsTheEndOfABodyWithoutLength() throws IOException {
    var heard =
        answeredOnce(Wire.head("HTTP/1.1 200 OK", "Content-Type: text/event-stream") + "data: x");

    assertThat(heard.body()).isEqualTo("data: x");
    assertThat(heard.steps()).endsWith("head", "ended");
  }

  @Test
  void resetIsNotTheEndOfABodyWithoutLength() throws IOException {
    var heard = new Heard();
    try (var fake =
        FakeProvider.start((line, _) -> {
          line.request();
          line.send(Wire.head("HTTP/1.1 200 OK") + "data: x");
          heard.await(() -> heard.bodyBytes() > 0);
          line.reset();
        })) {
      dialing.dial(fake.provider(), heard);

      assertThat(heard.awaitOver().code()).isEqualTo(ErrorCode.UPSTREAM_TRUNCATED);
      Tally.fault("u7 delimited by close");
    }
  }

  @Test
  void segmentsOfOneByte() throws IOException {
    var heard =
        faced(line -> {
          line.request();
          for (int i = 0; i < GOOD.length(); i++) {
            line.send(GOOD.substring(i, i + 1));
          }
          line.awaitLeft();
        });

    assertThat(heard.body()).isEqualTo("data: ok\n\n");
    assertThat(heard.steps()).endsWith("head", "ended");
    Tally.fault("u15");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "zz\r\nhello\r\n",
        "-5\r\nhello\r\n",
        "fffffffffffffffff\r\nhello\r\n",
        "80000000\r\nhello\r\n",
        "5\r\nhello5\r\nworld\r\n",
        "5\nhello\n",
        "\r\nhello\r\n",
        "5 5\r\nhello\r\n",
        "0\r\nnocolon\r\n\r\n"
      })
  void badChunks(String bad) throws IOException {
    refused(Wire.stream() + Wire.chunk("good") + bad + Wire.LAST_CHUNK, "good");
    Tally.fault("u16 " + bad.strip().lines().findFirst().orElse(""));
  }

  @Test
  void chunkExtensionOfAMegabyte() throws IOException {
    refused(Wire.stream() + "5;x=" + "y".repeat(1 << 20) + "\r\nhello\r\n", "");
    Tally.fault("u16 extension");
  }

  @Test
  void streamLongerThanItsLength() throws IOException {
    var answer = Wire.sizedStream(6, "data: x\n\n");

    var heard = faced(line -> serve(line, answer));

    assertThat(heard.code()).isEqualTo(ErrorCode.UPSTREAM_PROTOCOL);
    assertThat(heard.body()).isEqualTo("data: ");
    Tally.fault("u17 shorter");
  }

  @Test
  void streamShorterThanItsLength() throws IOException {
    assertThat(answeredOnce(Wire.sizedStream(100, "data: x\n\n")).code())
        .isEqualTo(ErrorCode.UPSTREAM_PROTOCOL);
    Tally.fault("u17 longer");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length: 5\r\nTransfer-Encoding: chunked",
        "Content-Length: -5",
        "Content-Length: 99999999999999999999",
        "Content-Length: five",
        "Content-Length: 5\r\nContent-Length: 6",
        "Transfer-Encoding: gzip, chunked",
        "Transfer-Encoding: gzip",
        "Transfer-Encoding: chunked, chunked"
      })
  void ambiguousFraming(String headers) throws IOException {
    refused(Wire.head("HTTP/1.1 200 OK", headers) + "5\r\nhello\r\n0\r\n\r\n", "");
    Tally.fault("u17 " + headers.replace("\r\n", " "));
  }

  @Test
  void encodedBodiesAreLeftToTheDialectToJudge() throws IOException {
    var heard =
        answeredOnce(
            Wire.head("HTTP/1.1 200 OK", "Content-Encoding: gzip", "Content-Length: 2")
                + "\u001f\u008b");

    assertThat(heard.head().header("content-encoding")).isEqualTo("gzip");
    assertThat(heard.bodyBytes()).isGreaterThan(1);
    Tally.fault("u18");
  }

  @Test
  void redirectsAreNotFollowed() throws IOException {
    try (var canary = FakeProvider.answering(GOOD);
        var fake =
            FakeProvider.answering(
                Wire.head(
                    "HTTP/1.1 302 Found",
                    "Location: http://127.0.0.1:" + canary.port() + "/v1",
                    "Content-Length: 0"))) {
      var heard = dialing.whole(fake.provider());

      assertThat(heard.head().status()).isEqualTo(302);
      assertThat(heard.steps()).endsWith("head", "ended");
      assertThat(canary.connections()).isZero();
      Tally.fault("u20");
    }
  }

  @Test
  void secondAnswerIsIgnoredAndItsConnectionClosed() throws IOException {
    surplus(Wire.whole("{}") + Wire.whole("{\"forged\":true}"));
    surplus(GOOD + Wire.whole("{\"forged\":true}"));
    Tally.fault("u34 second answer");
  }

  @Test
  void bytesBehindAnAnswerAreIgnoredAndItsConnectionClosed() throws IOException {
    surplus(Wire.whole("{}") + "{\"forged\":true}");
    surplus(Wire.whole("{}") + "HT");
    surplus(Wire.whole("{}") + "\r\n");
    surplus(GOOD + "x");
    Tally.fault("u34 bytes");
  }

  @Test
  void bytesOnAnIdleConnectionCloseIt() throws IOException, InterruptedException {
    var heard = new Heard();
    try (var fake =
        FakeProvider.start((line, _) -> {
          line.request();
          line.send(Wire.whole("{}"));
          heard.awaitOver();
          line.send("x");
          line.awaitLeft();
        })) {
      dialing.dial(fake.provider(), heard);

      assertThat(fake.left()).isPositive();
      assertThat(heard.steps()).endsWith("head", "ended");
      dialing.until(() -> dialing.dialer().openConnections() == 0);
      Tally.fault("u34 idle");
    }
  }

  @Test
  void floodOfInformationalAnswers() throws IOException {
    refused(Wire.head("HTTP/1.1 102 Processing").repeat(1_000) + GOOD, "");
    Tally.fault("u35 1xx");
  }

  @Test
  void fewInformationalAnswersPass() throws IOException {
    var heard = answeredOnce(Wire.head("HTTP/1.1 103 Early Hints", "Link: x").repeat(3) + GOOD);

    assertThat(heard.head().status()).isEqualTo(200);
    assertThat(heard.body()).isEqualTo("data: ok\n\n");
  }

  @Test
  void headersOverTheirBound() throws IOException {
    var all = new StringBuilder("HTTP/1.1 200 OK\r\n");
    for (int i = 0; i < 200; i++) {
      all.append("x-").append(i).append(": ").append("v".repeat(8_192)).append("\r\n");
    }
    refused(all + "\r\n" + Wire.chunk("x"), "");
    Tally.fault("u35 200 headers");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x: a\rset-cookie: forged=1",
        "x: a\nset-cookie: forged=1",
        "nocolon",
        ": nameless",
        "x: a\u0000b"
      })
  void badHeaders(String header) throws IOException {
    refused(Wire.head("HTTP/1.1 200 OK", header, "Content-Length: 2") + "{}", "");
    Tally.fault("u35 " + header.replaceAll("[^a-z0-9 :=-]", "?"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 101 Switching Protocols",
        "HTTP/2.0 200 OK",
        "HTTP/1.1 999 What",
        "HTTP/1.1 abc OK",
        "SSH-2.0-OpenSSH_9.2",
        "<html>"
      })
  void badStatusLines(String line) throws IOException {
    refused(Wire.head(line, "Content-Length: 2") + "{}", "");
    Tally.fault("u16 status line " + line);
  }

  @Test
  void statusLineWithoutEnd() throws IOException {
    refused("HTTP/1.1 200 " + "x".repeat(10_000), "");
    Tally.fault("u35 status line");
  }

  /** What happens to a call whose connection is served like this. */
  private Heard faced(Serving serving) throws IOException {
    try (var fake = FakeProvider.start((line, _) -> serving.serve(line))) {
      return dialing.whole(fake.provider());
    }
  }

  private Heard answeredOnce(String answer) throws IOException {
    try (var fake = FakeProvider.answeringOnce(answer)) {
      return dialing.whole(fake.provider());
    }
  }

  /** The answer is no HTTP: the body until there, a protocol failure, the connection closed. */
  private void refused(String answer, String bodyBefore) throws IOException {
    checked(
        answer,
        heard -> {
          assertThat(heard.code()).isEqualTo(ErrorCode.UPSTREAM_PROTOCOL);
          assertThat(heard.body()).startsWith(bodyBefore);
        });
  }

  /** The answer is good, what follows it is not: ended, and the connection closed. */
  private void surplus(String answer) throws IOException {
    checked(answer, heard -> assertThat(heard.steps()).endsWith("head", "ended"));
  }

  private void checked(String answer, Consumer<Heard> check) throws IOException {
    try (var fake = FakeProvider.start((line, _) -> serve(line, answer))) {
      var heard = dialing.whole(fake.provider());

      check.accept(heard);
      assertThat(fake.left()).isPositive();
      dialing.until(() -> dialing.dialer().openConnections() == 0);
    } catch (InterruptedException e) {
      throw new AssertionError("interrupted", e);
    }
  }

  private static void serve(FakeProvider.Line line, String answer) throws IOException {
    line.request();
    line.send(answer);
    line.awaitLeft();
  }

  /** Serves the only connection. */
  @FunctionalInterface
  private interface Serving {
    void serve(FakeProvider.Line line) throws IOException;
  }
}
