package dev.sluice.gateway.dial;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Cancelling in each phase: the provider sees it within a second, the listener nothing more. */
class CancelTest {
  private static final long SECOND = 1_000_000_000L;

  private final Dialing dialing = Dialing.start();
  private final Heard heard = new Heard();

  @AfterEach
  void stop() {
    dialing.close();
  }

  @Test
  void beforeAnythingHappened() throws IOException {
    try (var fake = FakeProvider.answering(Wire.whole("{}"))) {
      dialing.onLoop(() ->
          dialing.dialer().dial(dialing.loop(), fake.provider(), Dialing.CALL, heard).cancel());
      dialing.whole(fake.provider());

      assertThat(heard.steps()).isEmpty();
      assertThat(fake.connections()).isEqualTo(1);
    }
  }

  @Test
  void whileTheNameIsLookedUp() throws IOException, InterruptedException {
    var asked = new CountDownLatch(1);
    var answer = new CountDownLatch(1);
    DnsCache.Lookup slow =
        host -> {
          asked.countDown();
          try {
            answer.await();
          } catch (InterruptedException e) {
            throw new UnknownHostException(host);
          }
          return new InetAddress[] {InetAddress.getLoopbackAddress()};
        };
    var dialer =
        new HttpDialer(
            DialSettings.defaults(),
            slow,
            () -> {
              throw new AssertionError("no AWS here");
            },
            Clock.systemUTC());
    try (var slowly = Dialing.with(dialer);
        var fake = FakeProvider.answering(Wire.whole("{}"))) {
      var provider =
          fake.provider("http://slow.invalid:" + fake.port(), new Credential.Anonymous());
      var call = slowly.dial(provider, heard);
      assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();
      slowly.onLoop(call::cancel);
      answer.countDown();
      var other = slowly.whole(provider);

      assertThat(heard.steps()).isEmpty();
      assertThat(other.steps()).endsWith("ended");
      assertThat(fake.connections()).isEqualTo(1);
    }
  }

  @Test
  void whileConnecting() throws IOException {
    try (var fake = FakeProvider.answering(Wire.whole("{}"))) {
      var call = new Call[1];
      dialing.onLoop(() -> {
        call[0] =
            dialing
                .dialer()
                .dial(
                    dialing.loop(),
                    fake.provider("http://127.0.0.1:" + fake.port(), new Credential.Anonymous()),
                    Dialing.CALL,
                    heard);
        // After the start of the call, before its connection can be there.
        dialing.loop().execute(() -> call[0].cancel());
      });

      dialing.until(() -> dialing.dialer().openConnections() == 0);
      assertThat(heard.steps()).doesNotContain("connected", "sent");
    }
  }

  @Test
  void whileWaitingForTheHead() throws IOException, InterruptedException {
    cancelled("", () -> heard.awaitStep("sent"));

    assertThat(heard.steps()).containsExactly("resolved", "connected", "sent");
  }

  @Test
  void whileWaitingForTheFirstByte() throws IOException, InterruptedException {
    cancelled(Wire.stream(), () -> heard.awaitStep("head"));
  }

  @Test
  void withinTheBody() throws IOException, InterruptedException {
    cancelled(Wire.stream() + Wire.chunk("data"), () -> heard.await(() -> heard.reads() > 0));
  }

  @Test
  void withinTheDeliveryOfBytes() throws IOException, InterruptedException {
    try (var fake =
        FakeProvider.start((line, _) -> {
          line.request();
          line.send(Wire.stream() + Wire.chunk("one") + Wire.LAST_CHUNK);
          line.awaitLeft();
        })) {
      var call = new Call[1];
      heard.onBytes(() -> call[0].cancel());
      dialing.onLoop(() -> {
        call[0] = dialing.dialer().dial(dialing.loop(), fake.provider(), Dialing.CALL, heard);
      });

      assertThat(fake.left()).isPositive();
      assertThat(heard.steps()).doesNotContain("ended", "broken");
    }
  }

  @Test
  void whilePausedWithTheProviderBlockedInItsWrite() throws IOException, InterruptedException {
    try (var fake =
        FakeProvider.start((line, _) -> {
          line.request();
          line.send(Wire.stream());
          while (true) {
            line.send(Wire.chunk("x".repeat(4_000)));
          }
        })) {
      var call = new Call[1];
      heard.onBytes(() -> call[0].pause());
      dialing.onLoop(() -> {
        call[0] = dialing.dialer().dial(dialing.loop(), fake.provider(), Dialing.CALL, heard);
      });
      heard.await(() -> heard.reads() > 0);
      long at = System.nanoTime();
      dialing.onLoop(() -> call[0].cancel());

      assertThat(fake.left() - at).isLessThan(SECOND);
    }
  }

  @Test
  void twiceIsOnce() throws IOException, InterruptedException {
    try (var fake = FakeProvider.answering("")) {
      var call = dialing.dial(fake.provider(), heard);
      heard.awaitStep("sent");
      dialing.onLoop(() -> {
        call.cancel();
        call.cancel();
        call.done();
        call.resume();
      });

      assertThat(fake.left()).isPositive();
      assertThat(heard.steps()).doesNotContain("ended", "broken");
    }
  }

  private void cancelled(String answer, Runnable phase) throws IOException, InterruptedException {
    try (var fake =
        FakeProvider.start((line, _) -> {
          line.request();
          line.send(answer);
          line.awaitLeft();
        })) {
      var call = dialing.dial(fake.provider(), heard);
      phase.run();
      long at = System.nanoTime();
      dialing.onLoop(call::cancel);

      assertThat(fake.left() - at).isLessThan(SECOND);
      assertThat(heard.steps()).doesNotContain("ended", "broken");
      dialing.until(() -> dialing.dialer().openConnections() == 0);
    }
  }
}
