package dev.sluice.gateway.dial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.chat.ErrorCode;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When a connection is used again, and when it is not. */
class ConnectionPoolTest {
  private final Dialing dialing = Dialing.start();

  @AfterEach
  void stop() {
    dialing.close();
  }

  @Test
  void usesAConnectionAgainAfterAGoodAnswer() throws IOException {
    try (var fake = FakeProvider.answering(Wire.whole("{}"))) {
      dialing.whole(fake.provider());
      var second = dialing.whole(fake.provider());

      assertThat(second.steps()).containsExactly("sent", "head", "ended");
      assertThat(fake.connections()).isEqualTo(1);
      assertThat(dialing.dialer().openConnections()).isEqualTo(1);
    }
  }

  @Test
  void answersWithoutABodyKeepTheConnection() throws IOException {
    try (var fake = FakeProvider.answering(Wire.head("HTTP/1.1 204 No Content"))) {
      dialing.whole(fake.provider());
      dialing.whole(fake.provider());

      assertThat(fake.connections()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 0",
        "HTTP/1.0 200 OK\r\nContent-Length: 0"
      })
  void closesWhereTheProviderSaysSo(String head) throws IOException, InterruptedException {
    try (var fake = FakeProvider.answering(Wire.head(head))) {
      dialing.whole(fake.provider());

      assertThat(fake.left()).isPositive();
      dialing.until(() -> dialing.dialer().openConnections() == 0);
    }
  }

  @Test
  void doesNotShareConnectionsBetweenProviders() throws IOException {
    try (var fake = FakeProvider.answering(Wire.whole("{}"))) {
      dialing.whole(fake.provider());
      dialing.whole(new Provider("other", fake.provider().baseUrl(), new Credential.Anonymous()));

      assertThat(fake.connections()).isEqualTo(2);
    }
  }

  @Test
  void callsAtTheSameTimeHaveConnectionsOfTheirOwn() throws IOException {
    var both = new Heard();
    try (var fake =
        FakeProvider.start((line, number) -> {
          line.request();
          if (number == 0) {
            both.awaitOver();
          }
          line.send(Wire.whole("{}"));
          line.awaitLeft();
        })) {
      var first = new Heard();
      dialing.dial(fake.provider(), first);
      first.awaitStep("sent");
      dialing.dial(fake.provider(), both);

      both.awaitOver();
      assertThat(first.awaitOver().steps()).endsWith("ended");
      assertThat(fake.connections()).isEqualTo(2);
    }
  }

  @Test
  void sendsOnceMoreWhereAReusedConnectionProvesDead() throws IOException {
    try (var fake =
        FakeProvider.start((line, number) -> {
          line.request();
          line.send(Wire.whole("{}"));
          if (number == 0) {
            line.request();
            line.reset();
          } else {
            line.awaitLeft();
          }
        })) {
      dialing.whole(fake.provider());
      var second = dialing.whole(fake.provider());

      assertThat(second.steps()).containsExactly("sent", "sent", "head", "ended");
      assertThat(second.body()).isEqualTo("{}");
      assertThat(fake.requests()).hasSize(3);
      Tally.fault("u5 stale");
    }
  }

  @Test
  void sendsOnceMoreOnlyOnce() throws IOException {
    try (var fake =
        FakeProvider.start((line, number) -> {
          line.request();
          if (number == 0) {
            line.send(Wire.whole("{}"));
            line.request();
          }
          line.reset();
        })) {
      dialing.whole(fake.provider());
      var second = dialing.whole(fake.provider());

      assertThat(second.code()).isEqualTo(ErrorCode.UPSTREAM_UNREACHABLE);
      assertThat(fake.requests()).hasSize(3);
      Tally.fault("u5 stale twice");
    }
  }

  @Test
  void sendsNothingTwiceOnceAByteOfAnAnswerCame() throws IOException {
    var second = new Heard();
    try (var fake =
        FakeProvider.start((line, _) -> {
          line.request();
          line.send(Wire.whole("{}"));
          line.request();
          line.send("HTTP/1.1 2");
          line.socket().shutdownOutput();
          line.awaitLeft();
        })) {
      dialing.whole(fake.provider());
      dialing.dial(fake.provider(), second);
      second.awaitOver();

      assertThat(second.code()).isEqualTo(ErrorCode.UPSTREAM_UNREACHABLE);
      assertThat(fake.requests()).hasSize(2);
      Tally.fault("u5 reused");
    }
  }

  @Test
  void aFreshConnectionThatBreaksIsNotTriedAgain() throws IOException {
    try (var fake =
        FakeProvider.start((line, _) -> {
          line.request();
          line.reset();
        })) {
      dialing.whole(fake.provider());

      assertThat(fake.requests()).hasSize(1);
    }
  }

  @Test
  void closesWhatHasIdledTooLong() throws IOException, InterruptedException {
    var impatient = settings(64, Duration.ofMillis(20));
    try (var short_ = Dialing.with(new HttpDialer(impatient));
        var fake = FakeProvider.answering(Wire.whole("{}"))) {
      short_.whole(fake.provider());

      assertThat(fake.left()).isPositive();
      short_.until(() -> short_.dialer().openConnections() == 0);
    }
  }

  @Test
  void keepsNoMoreThanItsBound() throws IOException, InterruptedException {
    try (var none = Dialing.with(new HttpDialer(settings(0, Duration.ofSeconds(60))));
        var fake = FakeProvider.answering(Wire.whole("{}"))) {
      none.whole(fake.provider());

      assertThat(fake.left()).isPositive();
    }
  }

  @Test
  void forgetsAnIdleConnectionThatTheProviderCloses() throws IOException {
    var first = new Heard();
    try (var fake =
        FakeProvider.start((line, _) -> {
          line.request();
          line.send(Wire.whole("{}"));
          line.finish();
        })) {
      dialing.dial(fake.provider(), first);
      first.awaitOver();
      dialing.until(() -> dialing.dialer().openConnections() == 0);
      var second = dialing.whole(fake.provider());

      assertThat(second.steps())
          .isEqualTo(List.of("resolved", "connected", "sent", "head", "ended"));
    }
  }

  @Test
  void waitsForTheEndOfHttpAfterDone() throws IOException {
    try (var fake = FakeProvider.answering(endless("data: [DONE]\n\n") + Wire.LAST_CHUNK)) {
      var heard = new Heard();
      doneAtFirstByte(fake, heard);
      dialing.until(() -> heard.reads() == 1);
      dialing.whole(fake.provider());

      assertThat(fake.connections()).isEqualTo(1);
      assertThat(heard.steps()).containsExactly("resolved", "connected", "sent", "head");
    }
  }

  @Test
  void closesAfterDoneWhereTheEndDoesNotCome() throws IOException, InterruptedException {
    try (var fake = FakeProvider.answering(endless("data: [DONE]\n\n"))) {
      long started = System.nanoTime();
      doneAtFirstByte(fake, new Heard());

      assertThat(fake.left() - started).isBetween(900_000_000L, 5_000_000_000L);
      Tally.fault("u34 no end after the marker");
    }
  }

  @Test
  void closesAfterDoneWhereMuchMoreFollows() throws IOException, InterruptedException {
    try (var fake =
        FakeProvider.start((line, _) -> {
          line.request();
          line.send(endless("data: [DONE]\n\n"));
          while (true) {
            line.send(Wire.chunk("x".repeat(4_000)));
          }
        })) {
      doneAtFirstByte(fake, new Heard());

      assertThat(fake.left()).isPositive();
      assertThat(fake.requests()).hasSize(1);
      Tally.fault("u34 body after the marker");
    }
  }

  private static String endless(String events) {
    return Wire.stream() + Wire.chunk(events);
  }

  private void doneAtFirstByte(FakeProvider fake, Heard heard) {
    var call = new Call[1];
    heard.onBytes(() -> call[0].done());
    dialing.onLoop(() -> {
      call[0] = dialing.dialer().dial(dialing.loop(), fake.provider(), Dialing.CALL, heard);
    });
    heard.await(() -> heard.reads() > 0);
  }

  private static DialSettings settings(int idleMax, Duration idleTimeout) {
    var all = DialSettings.defaults();
    return new DialSettings(
        idleMax,
        idleTimeout,
        all.headerBytesMax(),
        all.informationalMax(),
        all.receiveBufferBytes(),
        all.segmentBytesMax(),
        all.readBytesMax(),
        all.drainTimeout(),
        all.drainBytesMax(),
        all.nameTtl(),
        all.userAgent());
  }
}
