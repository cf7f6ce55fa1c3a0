package dev.sluice.gateway.generate;

import dev.sluice.chat.Chunk;
import dev.sluice.chat.ChunkRules;
import dev.sluice.chat.Failure;
import dev.sluice.dialect.AnswerDecoder;
import dev.sluice.dialect.DecodeSettings;
import dev.sluice.dialect.ProviderHead;
import dev.sluice.dialect.Redaction;
import dev.sluice.gateway.dial.Call;
import dev.sluice.gateway.dial.CallListener;
import dev.sluice.journal.Cursor;
import dev.sluice.journal.Journal;
import dev.sluice.journal.MemoryJournal;
import dev.sluice.journal.Opening;
import dev.sluice.run.Effects;
import dev.sluice.run.Marks.Mark;
import dev.sluice.run.Run;
import dev.sluice.run.State;
import io.netty.channel.EventLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One answer under way: feeds the run from the provider call and does what the run wants.
 *
 * <p>Everything happens on one event loop. Nothing here decides; the order of effects is the run's.
 */
public final class Generation implements CallListener, Effects {

  private final Order order;
  private final EventLoop loop;
  private final Generations all;
  private final Run run;
  private final Journal journal;
  private final Alarm alarm;
  private final ErrorBody errorBody = new ErrorBody();
  private final ChunkRules rules = new ChunkRules();
  private final List<Runnable> commitListeners = new ArrayList<>(1);
  private @Nullable Call call;
  private @Nullable ProviderHead head;
  private @Nullable AnswerDecoder decoder;
  private Chunk.Usage usage = Chunk.Usage.UNKNOWN;
  private boolean paused;
  private boolean declaresLength;
  private boolean bodyEnded;
  private boolean endHeld;
  private long bytesIn;
  private long contentNanos;
  private long nowNanos;
  private long endedNanos;
  private int unpublished;

  Generation(Order order, EventLoop loop, Generations all) {
    this.order = order;
    this.loop = loop;
    this.all = all;
    this.run = new Run(all.settings().run(), order.call().stream(), this);
    this.journal =
        new MemoryJournal(all.settings().journal(), task -> submit(loop, task), this::drained);
    this.alarm = new Alarm(loop, run, this::published, all.openTimers());
  }

  /**
   * Opens a cursor on this loop at what is published next; {@code committed} is called if the
   * status line is due early.
   */
  public Cursor read(Runnable wake, Runnable committed) {
    commitListeners.add(committed);
    return switch (journal.open(journal.published(), wake)) {
      case Opening.Opened opened -> opened.cursor();
      case Opening.Dropped _, Opening.Ahead _ ->
          throw new IllegalStateException("the published mark can always be opened");
    };
  }

  private static boolean submit(EventLoop loop, Runnable task) {
    try {
      loop.execute(task);
      return true;
    } catch (RejectedExecutionException e) {
      return false; // it was shut down, and whatever waited for it is gone as well
    }
  }

  void begin() {
    run.begin(System.nanoTime());
    alarm.set();
    published();
  }

  /**
   * A reader has closed its cursor. The last one to leave ends the call (policy {@code cancel}).
   */
  public void readerLeft() {
    if (journal.readers() == 0 && run.state() != State.ENDED) {
      run.left();
      published();
    }
  }

  /** Ends the answer because the gateway stops. */
  void interrupt() {
    run.interrupt();
    published();
  }

  // ---- what the call tells

  @Override
  public void resolved() {
    run.resolved(System.nanoTime());
    alarm.set();
  }

  @Override
  public void connected() {
    run.connected(System.nanoTime());
    alarm.set();
  }

  @Override
  public void secured() {
    run.secured(System.nanoTime());
  }

  @Override
  public void sent() {
    run.sent(System.nanoTime());
    alarm.set();
  }

  @Override
  public void head(ProviderHead arrived) {
    head = arrived;
    nowNanos = System.nanoTime();
    declaresLength = arrived.headers().containsKey("content-length");
    var good = arrived.status() >= 200 && arrived.status() < 300;
    run.head(good, nowNanos);
    if (good) {
      decoder = order.upstream().dialect().decoder(arrived, decodeSettings(), this::decoded);
    }
    alarm.set();
    published();
  }

  /**
   * A body of declared length must also keep it: its end counts when HTTP's end has come as well. A
   * chunked body's does at once.
   */
  private void decoded(Chunk chunk) {
    if (chunk instanceof Chunk.End && declaresLength && !bodyEnded) {
      endHeld = true;
    } else if (chunk instanceof Chunk.Failed failed) {
      run.chunk(new Chunk.Failed(redacted(failed.failure())), nowNanos);
    } else {
      run.chunk(chunk, nowNanos);
    }
  }

  /** A provider may quote our key in an error within its stream. */
  private Failure redacted(Failure failure) {
    return failure.withMessage(Redaction.redact(failure.message(), all.secrets(order.upstream())));
  }

  private DecodeSettings decodeSettings() {
    var settings = all.settings();
    return new DecodeSettings(
        order.upstream().name(),
        1,
        order.call().stream(),
        settings.eventBytesMax(),
        settings.bodyBytesMax(),
        settings.fresh());
  }

  @Override
  public void bytes(byte[] bytes, int offset, int length) {
    bytesIn += length;
    nowNanos = System.nanoTime();
    run.activity(nowNanos);
    if (decoder == null) {
      errorBody.add(bytes, offset, length);
      if (errorBody.full()) {
        judge();
      }
      return;
    }
    feed(bytes, offset, length);
    published();
    holdBack();
  }

  private void feed(byte[] bytes, int offset, int length) {
    var reading = decoder;
    try {
      if (reading != null) {
        reading.feed(bytes, offset, length);
      }
    } catch (RuntimeException e) {
      fault(e);
    }
  }

  @Override
  public void ended() {
    if (decoder == null) {
      judge();
      return;
    }
    nowNanos = System.nanoTime();
    bodyEnded = true;
    if (endHeld) {
      run.chunk(Chunk.End.END, nowNanos);
    }
    try {
      decoder.end();
    } catch (RuntimeException e) {
      fault(e);
    }
    published();
  }

  @Override
  public void broken(Failure failure) {
    run.broken(failure);
    published();
  }

  private void fault(RuntimeException cause) {
    all.fault(order.id(), cause);
    run.fault();
  }

  private void holdBack() {
    if (!paused && call != null && journal.hold()) {
      paused = true;
      call.pause();
      run.held(nowNanos);
    }
  }

  private void drained() {
    if (paused) {
      paused = false;
      run.released(System.nanoTime());
      alarm.set();
      if (call != null) {
        call.resume();
      }
    }
  }

  /** Tells the readers and the counters what one event brought. */
  private void published() {
    if (unpublished > 0) {
      all.meters().chunks(unpublished);
      unpublished = 0;
      journal.publish();
    }
  }

  // ---- what the run wants

  @Override
  public void dial() {
    call = all.dialer().dial(loop, order.upstream().provider(), order.call(), this);
  }

  @Override
  public void append(Chunk chunk) {
    if (rules.check(chunk).isPresent()) {
      all.meters().violation();
    }
    if (chunk instanceof Chunk.Usage more) {
      usage = usage.merge(more);
    }
    if (chunk.content()) {
      measure();
    }
    journal.append(chunk);
    unpublished++;
    order.observer().accept(chunk);
    if (chunk instanceof Chunk.Failed failed) {
      all.failed(order.upstream().name(), failed.failure());
    }
    if (chunk.terminal()) {
      finished();
    }
  }

  /** Content that came in one read has no time between it. */
  private void measure() {
    if (contentNanos == 0) {
      run.marks().since(Mark.BEGUN, nowNanos).ifPresent(all.meters()::firstToken);
    } else if (contentNanos != nowNanos) {
      all.meters().betweenChunks(nowNanos - contentNanos);
    }
    contentNanos = nowNanos;
  }

  private void finished() {
    endedNanos = System.nanoTime();
    alarm.stop();
    all.ended(this);
  }

  @Override
  public void commit() {
    for (var listener : commitListeners) {
      listener.run();
    }
  }

  @Override
  public void complete() {
    if (call != null) {
      call.done();
    }
  }

  @Override
  public void hangUp() {
    if (call != null) {
      call.cancel();
    }
  }

  @Override
  public void judge() {
    if (head != null) {
      run.refused(
          order
              .upstream()
              .dialect()
              .failure(head, errorBody.bytes(), all.secrets(order.upstream())));
      published();
    }
  }

  // ---- what there is to know

  EventLoop loop() {
    return loop;
  }

  public String id() {
    return order.id();
  }

  public String provider() {
    return order.upstream().name();
  }

  /** Facts for the log; complete once the terminal chunk is written. */
  public Ending ending() {
    var marks = run.marks();
    return new Ending(
        order.id(),
        provider(),
        1,
        run.outcome(),
        journal.next(),
        bytesIn,
        optional(usage.inputTotal()),
        optional(usage.output()),
        new Ending.Times(
            millis(marks.between(Mark.BEGUN, Mark.RESOLVED)),
            millis(marks.between(Mark.RESOLVED, Mark.CONNECTED)),
            millis(marks.between(Mark.CONNECTED, Mark.SECURED)),
            millis(marks.between(Mark.SENT, Mark.HEAD)),
            millis(marks.between(Mark.BEGUN, Mark.FIRST_CONTENT)),
            millis(marks.since(Mark.BEGUN, endedNanos)).orElse(0)));
  }

  private static OptionalLong optional(@Nullable Long value) {
    return value == null ? OptionalLong.empty() : OptionalLong.of(value);
  }

  private static OptionalLong millis(OptionalLong nanos) {
    return nanos.isPresent()
        ? OptionalLong.of(TimeUnit.NANOSECONDS.toMillis(nanos.getAsLong()))
        : nanos;
  }
}
