package dev.sluice.gateway.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.chat.Chunk;
import dev.sluice.chat.ErrorCode;
import dev.sluice.chat.Extra;
import dev.sluice.chat.Failure;
import dev.sluice.dialect.AnswerEncoder;
import dev.sluice.dialect.ErrorAnswer;
import dev.sluice.frame.Bytes;
import dev.sluice.journal.JournalBounds;
import dev.sluice.journal.MemoryJournal;
import dev.sluice.journal.Opening;
import dev.sluice.time.Ticker;
import io.netty.channel.DefaultEventLoop;
import io.netty.channel.EventLoop;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReaderTest {

  private static final Chunk START = new Chunk.Start("id", "m", "p", 1, null, Extra.NONE);

  private final EventLoop loop = new DefaultEventLoop();
  private final MemoryJournal journal =
      new MemoryJournal(JournalBounds.dropping(0, 0, 64), task -> false, () -> {});
  private final Screen screen = new Screen();
  private final Talk talk = new Talk();
  private Runnable committed = () -> {};
  private Runnable leave = () -> {};

  @AfterEach
  void stop() {
    var _ = loop.shutdownGracefully();
  }

  private void read(boolean streamed) {
    talk.streamed = streamed;
    var reader =
        new Reader(
            new Shorthand(),
            talk,
            screen,
            loop,
            (wake, early) -> {
              committed = early;
              return ((Opening.Opened) journal.open(journal.published(), wake)).cursor();
            });
    leave = reader::leave;
  }

  private void write(Chunk... chunks) {
    for (var chunk : chunks) {
      journal.append(chunk);
    }
    journal.publish();
  }

  private static Chunk text(String text) {
    return new Chunk.Text(0, 0, text, Extra.NONE);
  }

  private static Chunk failed(ErrorCode code) {
    return new Chunk.Failed(Failure.of(code, "why"));
  }

  @Test
  void sendsNothingBeforeTheFirstContentAndABatchAtOnceAfterIt() {
    read(true);

    write(START, Chunk.Usage.UNKNOWN);
    assertThat(screen.seen).isEmpty();

    write(text("a"), text("b"));
    assertThat(screen.seen).containsExactly("head 200", "write (a)(b)");
  }

  @Test
  void turnsAFailureBeforeContentIntoAnHttpError() {
    read(true);

    write(START, failed(ErrorCode.UPSTREAM_TIMEOUT));

    assertThat(screen.seen).containsExactly("whole 504 why");
    assertThat(talk.closed).containsExactly("3 bytes");
  }

  @Test
  void writesAFailureAfterContentInBandAndBreaksTheBodyOff() {
    read(true);

    write(START, text("a"), failed(ErrorCode.UPSTREAM_TRUNCATED));

    assertThat(screen.seen).containsExactly("head 200", "write (a)!", "break off");
  }

  @Test
  void saysOverloadedWhenAnUncommittedAnswerIsInterrupted() {
    read(true);

    write(START, failed(ErrorCode.INTERRUPTED));

    assertThat(screen.seen).containsExactly("whole 503 why");
  }

  @Test
  void sendsAWholeAnswerOnlyAtItsEnd() {
    read(false);

    write(START, text("a"));
    assertThat(screen.seen).isEmpty();
    write(Chunk.End.END);

    assertThat(screen.seen).containsExactly("whole 200 (a).");
  }

  @Test
  void aWholeAnswerThatFailsLateIsStillAnHttpError() {
    read(false);
    committed.run();

    write(START, text("a"), failed(ErrorCode.UPSTREAM_TRUNCATED));

    assertThat(screen.seen).containsExactly("whole 502 why");
  }

  @Test
  void aWholeAnswerThatGrowsBeyondItsBoundIsRefused() {
    read(false);

    write(START, text("a".repeat(1001)));

    assertThat(screen.seen).hasSize(1);
    assertThat(screen.seen.getFirst()).startsWith("whole 502 the whole answer is larger");
    assertThat(journal.readers()).isZero();
  }

  @Test
  void commitsEarlyWithAnOpening() {
    read(true);

    committed.run();
    write(START, text("a"));

    assertThat(screen.seen).containsExactly("head 200", "write <", "write (a)");
  }

  @Test
  void waitsForAClientThatDoesNotTake() {
    read(true);
    write(START, text("a"));
    screen.writable = false;
    write(text("b"), text("c"));
    write(text("d"));
    assertThat(screen.seen).containsExactly("head 200", "write (a)");
    assertThat(journal.held()).isPositive();

    screen.writable = true;
    screen.wake.run();

    assertThat(screen.seen).containsExactly("head 200", "write (a)", "write (b)(c)(d)");
    assertThat(journal.held()).isZero();
  }

  @Test
  void aFaultOfTheEncoderEndsThisAnswerVisibly() {
    read(true);
    write(START, text("a"), text("boom"));

    assertThat(talk.faults).hasSize(1);
    assertThat(screen.seen).endsWith("abort");
    assertThat(journal.readers()).isZero();
  }

  @Test
  void aFaultWithinTheEarlyCommitIsAnHttpError() {
    talk.headersFail = true;
    read(true);

    committed.run();

    assertThat(talk.faults).hasSize(1);
    assertThat(screen.seen).hasSize(1);
    assertThat(screen.seen.getFirst()).startsWith("whole 500");
    assertThat(talk.closed).hasSize(1);
  }

  @Test
  void aFaultWithinAHeartbeatBreaksTheStreamOff() {
    talk.heartbeatNanos = 1;
    read(true);
    write(START, text("a"));
    screen.writesFail = true;

    loop.submit(() -> {}).syncUninterruptibly();
    await(() -> !talk.closed.isEmpty());

    assertThat(talk.faults).hasSize(1);
    assertThat(screen.seen).endsWith("abort");
    assertThat(journal.readers()).isZero();
  }

  private static void await(java.util.function.BooleanSupplier claim) {
    var end = System.nanoTime() + 10_000_000_000L;
    while (!claim.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("not in time");
      }
      Thread.onSpinWait();
    }
  }

  @Test
  void aFaultWhenTheClientTakesAgainBreaksTheStreamOff() {
    read(true);
    write(START, text("a"));
    screen.writable = false;
    write(text("b"));
    screen.writable = true;
    screen.writesFail = true;

    screen.wake.run();

    assertThat(talk.faults).hasSize(1);
    assertThat(screen.seen).endsWith("abort");
    assertThat(journal.readers()).isZero();
  }

  @Test
  void evenAFaultOfTheEndItselfLeavesNothingOpen() {
    talk.closedFails = true;
    read(true);
    write(START, text("a"));

    leave.run();
    leave.run();

    assertThat(talk.faults).hasSize(1);
    assertThat(journal.readers()).isZero();
  }

  @Test
  void aStackThatIsTooDeepEndsOneReaderOnly() {
    read(true);
    write(START, text("a"), text("deep"));

    assertThat(talk.faults).hasSize(1);
    assertThat(screen.seen).endsWith("abort");
  }

  @Test
  void whatFailsWhileAFaultIsToldStillBreaksOff() {
    talk.faultFails = true;
    talk.errorFails = true;
    read(true);

    write(START, text("boom"));

    assertThat(screen.seen).containsExactly("abort");
    assertThat(talk.closed).hasSize(1);
    assertThat(journal.readers()).isZero();
  }

  /** What a client sees. */
  private static final class Screen implements ClientOutput {
    final List<String> seen = new ArrayList<>();
    boolean writable = true;
    boolean writesFail;
    Runnable wake = () -> {};

    @Override
    public void whole(int status, Map<String, String> headers, byte[] body) {
      seen.add("whole " + status + " " + new String(body, StandardCharsets.UTF_8));
    }

    @Override
    public void head(int status, Map<String, String> headers) {
      seen.add("head " + status);
    }

    @Override
    public void write(Bytes bytes) {
      if (writesFail) {
        throw new AssertionError("write");
      }
      seen.add("write " + new String(bytes.toByteArray(), StandardCharsets.UTF_8));
    }

    @Override
    public void end() {
      seen.add("end");
    }

    @Override
    public void breakOff() {
      seen.add("break off");
    }

    @Override
    public void abort() {
      seen.add("abort");
    }

    @Override
    public boolean writable() {
      return writable;
    }

    @Override
    public void onWritable(Runnable waker) {
      wake = waker;
    }

    @Override
    public void onLeave(Runnable left) {}
  }

  /** A protocol of a few signs. */
  private static final class Shorthand implements AnswerEncoder {
    @Override
    public String contentType() {
      return "text/plain";
    }

    @Override
    public void encode(Chunk chunk, Bytes out) {
      switch (chunk) {
        case Chunk.Text t when t.text().equals("boom") -> throw new IllegalStateException("boom");
        case Chunk.Text t when t.text().equals("deep") -> throw new StackOverflowError();
        case Chunk.Text t -> out.addAscii("(" + t.text() + ")");
        case Chunk.End e -> out.addAscii(".");
        case Chunk.Failed f -> out.addAscii("!");
        default -> {}
      }
    }

    @Override
    public void open(Bytes out) {
      out.addAscii("<");
    }

    @Override
    public void heartbeat(Bytes out) {
      out.addAscii("~");
    }
  }

  private static final class Talk implements Answering {
    final List<String> closed = new ArrayList<>();
    final List<Throwable> faults = new ArrayList<>();
    final Ticker time =
        new Ticker() {
          @Override
          public long nanos() {
            return System.nanoTime();
          }

          @Override
          public long millis() {
            return 0;
          }
        };
    long heartbeatNanos = Long.MAX_VALUE;
    boolean streamed;
    boolean headersFail;
    boolean errorFails;
    boolean faultFails;
    boolean closedFails;

    @Override
    public boolean streamed() {
      return streamed;
    }

    @Override
    public long heartbeatNanos() {
      return heartbeatNanos;
    }

    @Override
    public Ticker ticker() {
      return time;
    }

    @Override
    public int bodyBytesMax() {
      return 1000;
    }

    @Override
    public Map<String, String> headers(String contentType) {
      if (headersFail) {
        throw new IllegalStateException("headers");
      }
      return Map.of("content-type", contentType);
    }

    @Override
    public ErrorAnswer error(Failure failure) {
      if (errorFails) {
        throw new IllegalStateException("error");
      }
      return new ErrorAnswer(
          failure.code().status(), Map.of(), failure.message().getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public Map<String, String> errorHeaders(ErrorAnswer error) {
      return error.headers();
    }

    @Override
    public void fault(Throwable cause) {
      faults.add(cause);
      if (faultFails) {
        throw new IllegalStateException("fault");
      }
    }

    @Override
    public void closed(long bytesOut, boolean clientLeft) {
      if (closedFails) {
        throw new IllegalStateException("closed");
      }
      closed.add(bytesOut + " bytes" + (clientLeft ? ", left" : ""));
    }
  }
}
