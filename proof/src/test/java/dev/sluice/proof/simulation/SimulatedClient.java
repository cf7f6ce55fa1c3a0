package dev.sluice.proof.simulation;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.chat.Failure;
import dev.sluice.dialect.Dialect;
import dev.sluice.dialect.EncodeSettings;
import dev.sluice.dialect.ErrorAnswer;
import dev.sluice.dialect.Fresh;
import dev.sluice.frame.Bytes;
import dev.sluice.gateway.deliver.Answering;
import dev.sluice.gateway.deliver.ClientOutput;
import dev.sluice.gateway.deliver.Reader;
import dev.sluice.gateway.generate.Answer;
import dev.sluice.journal.Cursor;
import dev.sluice.journal.Opening;
import dev.sluice.time.Ticker;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A client behind the gateway's own reader: takes bytes when it likes, leaves when it likes. */
final class SimulatedClient implements Answering, ClientOutput, Holder {

  private static final long MILLI = 1_000_000L;

  private final VirtualLoop loop;
  private final VirtualTime time;
  private final Random random;
  private final Dialect dialect;
  private final boolean streamed;
  private final boolean slow;
  private @Nullable Cursor cursor;
  private @Nullable Answer answer;
  private @Nullable Reader reader;
  private Runnable wake = () -> {};
  private boolean writable = true;
  private int heads;
  private int ends;
  private int closes;
  private boolean left;
  private boolean overdue;

  SimulatedClient(
      VirtualLoop loop, VirtualTime time, Random random, Dialect dialect, boolean streamed) {
    this.loop = loop;
    this.time = time;
    this.random = random;
    this.dialect = dialect;
    this.streamed = streamed;
    this.slow = random.nextInt(3) == 0;
  }

  void reads(Answer asked, Fresh fresh) {
    answer = asked;
    var settings = new EncodeSettings("req", "model", true, fresh);
    var encoder = streamed ? dialect.streamEncoder(settings) : dialect.wholeEncoder(settings);
    reader =
        new Reader(
            encoder,
            this,
            this,
            loop,
            (woken, committed) ->
                switch (asked.read(0, woken, committed)) {
                  case Opening.Opened(Cursor opened) -> {
                    cursor = opened;
                    yield opened;
                  }
                  case Opening.Dropped _, Opening.Ahead _ ->
                      throw new AssertionError("chunk 0 cannot be read");
                });
    if (random.nextInt(5) == 0) {
      later(random.nextInt(20_000), this::go);
    }
  }

  private void go() {
    if (reader != null && closes == 0) {
      left = true;
      reader.leave();
    }
  }

  private void later(int millis, VirtualLoop.Kept task) {
    var _ = loop.schedule(task, millis * MILLI, TimeUnit.NANOSECONDS);
  }

  @Override
  public boolean streamed() {
    return streamed;
  }

  @Override
  public long heartbeatNanos() {
    return 10_000 * MILLI;
  }

  @Override
  public Ticker ticker() {
    return time;
  }

  @Override
  public int bodyBytesMax() {
    return 1 << 20;
  }

  @Override
  public Map<String, String> headers(String contentType) {
    return Map.of("content-type", contentType);
  }

  @Override
  public ErrorAnswer error(Failure failure) {
    return new ErrorAnswer(failure.code().status(), Map.of(), failure.message().getBytes(UTF_8));
  }

  @Override
  public Map<String, String> errorHeaders(ErrorAnswer error) {
    return error.headers();
  }

  @Override
  public void fault(Throwable cause) {
    time.require(false, "a fault of ours: " + cause);
  }

  @Override
  public void closed(long bytesOut, boolean clientLeft) {
    closes++;
    if (answer != null && cursor != null) {
      answer.leave(cursor);
    }
  }

  @Override
  public void whole(int status, Map<String, String> headers, byte[] body) {
    time.require(heads == 0 && ends == 0, "a whole answer after something else");
    ends++;
  }

  @Override
  public void head(int status, Map<String, String> headers) {
    time.require(heads == 0 && ends == 0, "two heads");
    heads++;
  }

  @Override
  public void write(Bytes bytes) {
    time.require(!overdue || cursor == null || cursor.ended(), "a client that lags alone is kept");
    time.require(heads == 1 && ends == 0, "bytes without a head, or after the end");
    if (slow && random.nextInt(3) == 0) {
      writable = false;
      later(random.nextInt(4_000), this::takeAgain);
    }
  }

  private void takeAgain() {
    writable = true;
    wake.run();
  }

  @Override
  public void end() {
    time.require(heads == 1 && ends == 0, "an end without a head, or two");
    ends++;
  }

  @Override
  public void abort() {
    time.require(false, "broken off");
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
  public void onLeave(Runnable whenLeft) {}

  @Override
  public boolean holds() {
    return closes == 0 && cursor != null;
  }

  @Override
  public void isOverdue() {
    overdue = true;
  }

  @Override
  public long position() {
    return cursor == null ? 0 : cursor.position();
  }

  @Override
  public void checkEnd() {
    time.require(closes == 1, "closed " + closes + " times");
    time.require(left || ends <= 1, "ended " + ends + " times");
  }
}
