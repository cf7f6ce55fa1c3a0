package dev.sluice.gateway.dial;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A paused call reads no more, so that the provider is held back by TCP. */
class PauseTest {
  private static final int TOTAL = 8 << 20;
  private static final int PIECE = 1_000;
  // One read of the socket.
  private static final int READ = DialSettings.defaults().readBytesMax();
  private static final int SENDER_BUFFER = 32 * 1024;
  private static final int KERNEL = 256 * 1024;

  private final Dialing dialing = Dialing.start();
  private final AtomicLong sent = new AtomicLong();
  private final CountDownLatch stopped = new CountDownLatch(1);

  @AfterEach
  void stop() {
    dialing.close();
  }

  @Test
  void takesOneReadAtMostAndHoldsTheProviderBack() throws IOException, InterruptedException {
    var heard = new Heard();
    try (var fake = FakeProvider.start((line, _) -> flood(line))) {
      var call = new Call[1];
      heard.onBytes(() -> call[0].pause());
      dialing.onLoop(() -> {
        call[0] = dialing.dialer().dial(dialing.loop(), fake.provider(), Dialing.CALL, heard);
      });
      heard.await(() -> heard.reads() > 0);
      long held = steady();

      assertThat(heard.reads()).isEqualTo(1);
      assertThat(heard.bodyBytes()).isLessThanOrEqualTo(READ);
      assertThat(held).isLessThan(KERNEL);

      heard.onBytes(() -> {});
      dialing.onLoop(() -> call[0].resume());
      heard.awaitOver();

      assertThat(heard.bodyBytes()).isEqualTo(TOTAL);
      assertThat(heard.steps()).endsWith("head", "ended");
      assertThat(stopped.await(10, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void pausedBeforeTheAnswerHearsNothingOfIt() throws IOException, InterruptedException {
    var heard = new Heard();
    var answered = new CountDownLatch(1);
    try (var fake =
        FakeProvider.start((line, _) -> {
          line.request();
          line.send(Wire.whole("{}"));
          answered.countDown();
          line.awaitLeft();
        })) {
      var call =
          dialing.onLoop(() -> {
            var dialled =
                dialing.dialer().dial(dialing.loop(), fake.provider(), Dialing.CALL, heard);
            dialled.pause();
            return dialled;
          });
      assertThat(answered.await(10, TimeUnit.SECONDS)).isTrue();
      // Another call over the same loop is served meanwhile.
      dialing.whole(fake.provider());

      assertThat(heard.steps()).doesNotContain("head");
      dialing.onLoop(call::resume);
      assertThat(heard.awaitOver().body()).isEqualTo("{}");
    }
  }

  @Test
  void aFinWhilePausedLosesNothing() throws IOException {
    var heard = new Heard();
    int size = 40_000;
    try (var fake =
        FakeProvider.start((line, _) -> {
          line.request();
          line.send(Wire.stream());
          heard.awaitStep("head");
          line.send(Wire.chunk("x".repeat(size)) + Wire.LAST_CHUNK);
          line.finish();
        })) {
      var call = new Call[1];
      heard.onBytes(() -> call[0].pause());
      dialing.onLoop(() -> {
        call[0] = dialing.dialer().dial(dialing.loop(), fake.provider(), Dialing.CALL, heard);
      });
      heard.await(() -> heard.reads() > 0);
      heard.onBytes(() -> {});
      dialing.onLoop(() -> call[0].resume());

      assertThat(heard.awaitOver().bodyBytes()).isEqualTo(size);
      assertThat(heard.steps()).endsWith("head", "ended");
    }
  }

  @Test
  void aFinWhilePausedBringsNoMoreThanTheKernelHolds() throws IOException, InterruptedException {
    var heard = new Heard();
    var finished = new CountDownLatch(1);
    try (var fake =
        FakeProvider.start((line, _) -> {
          line.request();
          line.send(Wire.head("HTTP/1.1 200 OK") + "x");
          heard.await(() -> heard.reads() > 0);
          line.send("x".repeat(4_000));
          line.socket().shutdownOutput();
          finished.countDown();
          line.awaitLeft();
        })) {
      var call = new Call[1];
      heard.onBytes(() -> call[0].pause());
      dialing.onLoop(() -> {
        call[0] = dialing.dialer().dial(dialing.loop(), fake.provider(), Dialing.CALL, heard);
      });
      assertThat(finished.await(10, TimeUnit.SECONDS)).isTrue();
      dialing.whole(fake.provider("http://127.0.0.1:1", new Credential.Anonymous()));
      dialing.onLoop(() -> call[0].resume());

      assertThat(heard.awaitOver().bodyBytes()).isEqualTo(4_001);
      assertThat(heard.steps()).contains("ended");
    }
  }

  private void flood(FakeProvider.Line line) throws IOException {
    line.socket().setSendBufferSize(SENDER_BUFFER);
    line.request();
    line.send(Wire.stream());
    for (int left = TOTAL; left > 0; left -= PIECE) {
      int piece = Math.min(left, PIECE);
      line.send(Wire.chunk("x".repeat(piece)));
      sent.addAndGet(piece);
    }
    line.send(Wire.LAST_CHUNK);
    stopped.countDown();
    line.awaitLeft();
  }

  /** What had been sent when nothing more went out for a while. */
  private long steady() {
    long last = -1;
    long since = System.nanoTime();
    while (System.nanoTime() - since < 200_000_000L) {
      long now = sent.get();
      if (now != last) {
        last = now;
        since = System.nanoTime();
      }
      Thread.onSpinWait();
    }
    return last;
  }
}
