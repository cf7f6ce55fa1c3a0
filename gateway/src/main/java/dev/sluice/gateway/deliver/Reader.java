package dev.sluice.gateway.deliver;

import dev.sluice.chat.Chunk;
import dev.sluice.chat.ErrorCode;
import dev.sluice.chat.Failure;
import dev.sluice.dialect.AnswerEncoder;
import dev.sluice.frame.Bytes;
import dev.sluice.journal.Cursor;
import dev.sluice.run.Fault;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.FastThreadLocal;
import org.jspecify.annotations.Nullable;

/**
 * One client's view of one answer.
 *
 * <p>Takes chunks while the client takes bytes, encodes them and sends a batch at once. Until the
 * commit point nothing is sent, so that a failure can still be a real HTTP error; after it a
 * failure is the protocol's own in-band error. On one event loop.
 *
 * <p>Every way in (a wake, the early commit, a heartbeat, writability, leaving) is guarded: what
 * throws of ours ends this reader visibly, and no other.
 */
public final class Reader {

  /** Where the exchange stands. */
  private enum Phase {
    /** Nothing is sent: a failure can be an HTTP error. */
    UNCOMMITTED,
    STREAMING,
    CLOSED
  }

  private static final int BATCH_BYTES_MAX = 8 << 10;
  private static final int EARLY_BYTES_MAX = 1 << 20;
  private static final int BUFFER_KEPT_BYTES_MAX = 64 << 10;

  /** One buffer a loop: between two batches a reader holds bytes only before its commit point. */
  private static final FastThreadLocal<Bytes> SCRATCH =
      new FastThreadLocal<>() {
        @Override
        protected Bytes initialValue() {
          return new Bytes(2 * BATCH_BYTES_MAX);
        }
      };

  private final AnswerEncoder encoder;
  private final Answering answering;
  private final ClientOutput output;
  private final Heartbeat heartbeat;
  private Bytes out = SCRATCH.get();
  private @Nullable Bytes early;
  private Phase phase = Phase.UNCOMMITTED;
  private Cursor cursor;
  private long bytesOut;
  private long gathered;
  private boolean running;

  /**
   * @param cursors opens the cursor; its first argument wakes this reader, its second commits it
   *     early
   */
  public Reader(
      AnswerEncoder encoder,
      Answering answering,
      ClientOutput output,
      EventLoop loop,
      Cursors cursors) {
    this.encoder = encoder;
    this.answering = answering;
    this.output = output;
    this.heartbeat =
        new Heartbeat(loop, answering.heartbeatNanos(), answering.ticker(), this::beat);
    this.cursor = cursors.open(this::pump, this::commitEarly);
    output.onWritable(this::pump);
  }

  /** Opens a cursor for a reader. */
  @FunctionalInterface
  public interface Cursors {
    Cursor open(Runnable wake, Runnable committed);
  }

  private void pump() {
    if (running || phase == Phase.CLOSED) {
      return;
    }
    running = true;
    try {
      begin();
      drain();
      keep();
    } catch (Throwable e) {
      fault(e);
    } finally {
      running = false;
    }
  }

  private void begin() {
    var waiting = early;
    if (waiting != null) {
      out = waiting;
    } else {
      out = SCRATCH.get();
      out.clear();
    }
  }

  /**
   * Keeps what was written before the commit point, in a buffer of this reader's own; after it
   * nothing is left.
   */
  private void keep() {
    if (phase != Phase.UNCOMMITTED) {
      early = null;
    } else if (early == null && out.length() > 0) {
      var own = new Bytes(out.length());
      own.add(out.array(), 0, out.length());
      early = own;
    }
    if (early == null || early != out) {
      out.release(BUFFER_KEPT_BYTES_MAX);
    }
  }

  private void drain() {
    while (phase != Phase.CLOSED && cursor.ready()) {
      if (phase == Phase.STREAMING && !output.writable()) {
        flush();
        return;
      }
      take(cursor.take());
      if (out.length() >= BATCH_BYTES_MAX) {
        flush();
      }
    }
    flush();
  }

  private void take(Chunk chunk) {
    if (phase == Phase.UNCOMMITTED && chunk instanceof Chunk.Failed failed) {
      refuse(failed.failure());
      return;
    }
    if (!answering.streamed() && tooLarge(chunk)) {
      return;
    }
    encoder.encode(chunk, out);
    if (phase == Phase.UNCOMMITTED && commits(chunk)) {
      commit();
    }
    if (chunk.terminal()) {
      finish(chunk instanceof Chunk.Failed);
    }
  }

  /** A whole answer is gathered in memory and so has a bound. */
  private boolean tooLarge(Chunk chunk) {
    gathered += chunk.foldedWeight();
    if (gathered <= answering.bodyBytesMax()) {
      return false;
    }
    refuse(
        Failure.of(
            ErrorCode.UPSTREAM_EVENT_TOO_LARGE,
            "the whole answer is larger than " + answering.bodyBytesMax() + " bytes; stream it"));
    return true;
  }

  private boolean commits(Chunk chunk) {
    return answering.streamed()
        && (chunk.content() || chunk.terminal() || out.length() >= EARLY_BYTES_MAX);
  }

  private void commit() {
    var headers = answering.headers(encoder.contentType());
    phase = Phase.STREAMING;
    output.head(200, headers);
    heartbeat.start();
  }

  /**
   * The client has waited long enough: status line and opening event, with content still to come.
   */
  private void commitEarly() {
    if (phase != Phase.UNCOMMITTED || !answering.streamed()) {
      return;
    }
    try {
      begin();
      encoder.open(out);
      commit();
      flush();
      keep();
    } catch (Throwable e) {
      fault(e);
    }
  }

  private void refuse(Failure failure) {
    if (failure.code() == ErrorCode.CANCELLED) {
      close(true);
      return;
    }
    var shown =
        failure.code() == ErrorCode.INTERRUPTED
            ? Failure.of(ErrorCode.OVERLOADED, failure.message())
            : failure;
    var error = answering.error(shown);
    bytesOut += error.body().length;
    output.whole(error.status(), answering.errorHeaders(error), error.body());
    close(false);
  }

  private void finish(boolean failed) {
    if (answering.streamed()) {
      flush();
      if (failed) {
        output.breakOff();
      } else {
        output.end();
      }
    } else {
      bytesOut += out.length();
      output.whole(200, answering.headers(encoder.contentType()), out.toByteArray());
    }
    close(false);
  }

  private void flush() {
    if (phase == Phase.STREAMING && out.length() > 0) {
      bytesOut += out.length();
      heartbeat.wrote();
      output.write(out);
      out.clear();
    }
  }

  /**
   * The one handler for faults of ours on the way out: this exchange dies visibly, no other. Each
   * step may be the one that fails, so each stands by itself.
   */
  private void fault(Throwable cause) {
    try {
      answering.fault(cause);
    } catch (Throwable again) {
      cause.addSuppressed(again);
    }
    try {
      if (phase == Phase.UNCOMMITTED) {
        refuse(Failure.of(ErrorCode.INTERNAL_ERROR, "the gateway failed to encode the answer"));
      } else if (phase == Phase.STREAMING) {
        output.abort();
        close(true);
      }
    } catch (Throwable again) {
      cause.addSuppressed(again);
      collapse(cause);
    }
    Fault.rethrowIfDeadly(cause);
  }

  private void collapse(Throwable cause) {
    try {
      output.abort();
    } catch (Throwable again) {
      cause.addSuppressed(again);
    }
    try {
      close(true);
    } catch (Throwable again) {
      cause.addSuppressed(again);
    }
  }

  private void beat() {
    try {
      if (phase == Phase.STREAMING && output.writable()) {
        begin();
        encoder.heartbeat(out);
        flush();
        keep();
      }
    } catch (Throwable e) {
      fault(e);
    }
  }

  /** The client has left. */
  public void leave() {
    try {
      close(true);
    } catch (Throwable e) {
      fault(e);
    }
  }

  private void close(boolean clientLeft) {
    if (phase != Phase.CLOSED) {
      phase = Phase.CLOSED;
      try {
        heartbeat.stop();
        cursor.close();
      } finally {
        answering.closed(bytesOut, clientLeft);
      }
    }
  }
}
