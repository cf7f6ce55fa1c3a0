package dev.sluice.gateway.generate;

import dev.sluice.chat.Chunk;
import dev.sluice.chat.ChunkRules;
import dev.sluice.chat.ChunkSink;
import dev.sluice.chat.ErrorCode;
import dev.sluice.chat.Failure;
import dev.sluice.chat.Principal;
import dev.sluice.dialect.DecodeSettings;
import dev.sluice.gateway.dial.Dialer;
import dev.sluice.dialect.Dialect;
import dev.sluice.journal.Cursor;
import dev.sluice.journal.Journal;
import dev.sluice.journal.MemoryJournal;
import dev.sluice.journal.Opening;
import dev.sluice.run.Effects;
import dev.sluice.run.Fault;
import dev.sluice.run.Marks.Mark;
import dev.sluice.run.Run;
import dev.sluice.run.State;
import io.netty.channel.EventLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * One answer under way: feeds the run and does what it wants.
 *
 * <p>Everything happens on one event loop. Nothing here decides; the order of effects is the run's.
 * Every way in (the call's events, the alarm, readers) is guarded: what throws of ours ends this
 * answer with {@code internal_error} and hangs up its call, and nothing else.
 */
final class Generation implements Answer, Effects {

  private final String id;
  private final Principal principal;
  private final EventLoop loop;
  private final Generations all;
  private final Upstream upstream;
  private final boolean streamed;
  private final ChunkSink observer;
  private final OnDisconnect onDisconnect;
  private final HeldRequest request;
  private final Run run;
  private final Journal journal;
  private final Alarm alarm;
  private final ChunkRules rules = new ChunkRules();
  private final List<Runnable> commitListeners = new ArrayList<>(1);
  private @Nullable AttemptCall current;
  private boolean paused;
  private boolean over;
  private long contentNanos;
  private long nowNanos;
  private long endedNanos;
  private int unpublished;

  Generation(String id, GenerationSpec spec, Principal principal, EventLoop loop, Generations all) {
    this.id = id;
    this.principal = principal;
    this.loop = loop;
    this.all = all;
    this.upstream = spec.upstream();
    this.streamed = spec.call().stream();
    this.observer = spec.observer();
    this.onDisconnect = spec.onDisconnect();
    this.request = new HeldRequest(spec.call(), all.heldBytes());
    this.run = new Run(all.settings().run(), streamed, this);
    this.journal =
        new MemoryJournal(all.settings().journal(), task -> submit(loop, task), this::drained);
    this.alarm = new Alarm(this, run, all.openTimers());
  }

  // ---- ways in

  void begin() {
    try {
      run.begin(now());
      settled();
    } catch (Throwable e) {
      fault(e);
    }
  }

  @Override
  public Opening read(long position, Runnable wake, Runnable committed) {
    var opening = journal.open(position, wake);
    if (opening instanceof Opening.Opened) {
      commitListeners.add(committed);
    }
    return opening;
  }

  @Override
  public Opening readElsewhere(long position, EventLoop readersLoop, Runnable wake) {
    return journal.open(position, task -> submit(readersLoop, task), wake);
  }

  private static boolean submit(EventLoop loop, Runnable task) {
    try {
      loop.execute(task);
      return true;
    } catch (RejectedExecutionException e) {
      return false; // it was shut down, and whatever waited for it is gone as well
    }
  }

  @Override
  public void leave(Cursor cursor) {
    cursor.close();
    if (loop.inEventLoop()) {
      left();
    } else {
      var _ = submit(loop, this::left);
    }
  }

  /** A cursor was closed. The last to leave may end the answer. */
  private void left() {
    try {
      if (onDisconnect == OnDisconnect.CANCEL && journal.readers() == 0 && !over) {
        run.left();
        tell();
      }
    } catch (Throwable e) {
      fault(e);
    }
  }

  @Override
  public void stop() {
    if (!loop.inEventLoop()) {
      loop.execute(this::stop);
      return;
    }
    try {
      run.stop();
      tell();
    } catch (Throwable e) {
      fault(e);
    }
  }

  /** Ends the answer because the gateway stops. */
  void interrupt() {
    try {
      run.interrupt();
      tell();
    } catch (Throwable e) {
      fault(e);
    }
  }

  /** The alarm rings. */
  void tick() {
    try {
      run.tick(now());
      settled();
    } catch (Throwable e) {
      fault(e);
    }
  }

  /** The slowest reader has caught up. */
  private void drained() {
    try {
      if (paused) {
        paused = false;
        run.released(now());
        alarm.set();
        if (current != null) {
          current.resume();
        }
      }
    } catch (Throwable e) {
      fault(e);
    }
  }

  // ---- after each event

  /** What one event brought is told, and the alarm stands for the next deadline. */
  void settled() {
    tell();
    alarm.set();
  }

  /** Tells the readers and the counters what one event brought. */
  void tell() {
    if (unpublished > 0) {
      var count = unpublished;
      unpublished = 0;
      all.meters().chunks(count);
      journal.publish();
    }
  }

  void holdBack() {
    if (!paused && current != null && journal.hold()) {
      paused = true;
      current.pause();
      run.held(nowNanos);
    }
  }

  /** The time of this event. */
  long now() {
    nowNanos = all.ticker().nanos();
    return nowNanos;
  }

  // ---- the guard

  /**
   * A fault of ours, for which only this answer dies. What ends the process is thrown on, once the
   * answer has ended.
   */
  void fault(Throwable cause) {
    try {
      run.fault();
      tell();
    } catch (Throwable again) {
      cause.addSuppressed(again);
    }
    collapse(cause);
    all.fault(id, cause);
    Fault.rethrowIfDeadly(cause);
  }

  /** Makes sure of the end even where that is what failed: each step by itself. */
  private void collapse(Throwable cause) {
    try {
      if (!journal.ended()) {
        journal.append(
            new Chunk.Failed(
                Failure.of(
                    ErrorCode.INTERNAL_ERROR, "the gateway failed on this answer; it is logged")));
      }
      journal.publish();
    } catch (Throwable again) {
      cause.addSuppressed(again);
    }
    try {
      hangUp(run.attempt());
    } catch (Throwable again) {
      cause.addSuppressed(again);
    }
    finished();
  }

  // ---- what the run wants

  @Override
  public void dial(int attempt) {
    var settings = all.settings();
    var decoding =
        new DecodeSettings(
            upstream.name(),
            attempt,
            streamed,
            settings.eventBytesMax(),
            settings.bodyBytesMax(),
            settings.fresh());
    var dialled = new AttemptCall(this, run, upstream, decoding);
    current = dialled;
    dialled.dial(upstream, request.call());
  }

  @Override
  public void append(Chunk chunk) {
    if (rules.check(chunk).isPresent()) {
      all.meters().violation();
    }
    if (chunk.content()) {
      measure();
    }
    observer.accept(chunk);
    journal.append(chunk);
    unpublished++;
    if (chunk instanceof Chunk.Failed failed) {
      all.failed(upstream.name(), failed.failure());
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

  /** The terminal chunk is written: nothing is kept any more but what readers have yet to take. */
  private void finished() {
    if (!over) {
      over = true;
      all.ended(this);
      request.drop();
      alarm.stop();
      endedNanos = all.ticker().nanos();
    }
  }

  @Override
  public void commit() {
    for (var listener : commitListeners) {
      listener.run();
    }
  }

  @Override
  public void dropRequest() {
    request.drop();
  }

  @Override
  public void complete(int attempt) {
    if (current != null) {
      current.complete();
    }
  }

  @Override
  public void conclude(int attempt) {
    if (current != null) {
      current.conclude();
    }
  }

  @Override
  public void hangUp(int attempt) {
    if (current != null) {
      current.hangUp();
    }
  }

  @Override
  public void judge(int attempt) {
    if (current != null) {
      current.judge();
    }
  }

  // ---- what there is to know

  @Override
  public Map<String, String> limits(Dialect client) {
    return current == null ? Map.of() : current.attempt().limits(client);
  }

  @Override
  public EventLoop loop() {
    return loop;
  }

  Dialer dialer() {
    return all.dialer();
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public Principal principal() {
    return principal;
  }

  @Override
  public State state() {
    return over ? State.ENDED : run.state();
  }

  @Override
  public String provider() {
    return current == null ? upstream.name() : current.attempt().provider();
  }

  @Override
  public int attempts() {
    return run.attempt();
  }

  @Override
  public Ending ending() {
    return Ending.of(this, run, current == null ? null : current.attempt(), endedNanos);
  }

  @Override
  public long published() {
    return journal.published();
  }

  /** How many chunks the journal has. */
  long chunks() {
    return journal.next();
  }
}
