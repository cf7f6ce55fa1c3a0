package dev.sluice.run;

import dev.sluice.chat.Chunk;
import dev.sluice.chat.ErrorCode;
import dev.sluice.chat.Failure;
import java.util.Arrays;

/**
 * The life of one generation.
 *
 * <p>Each method is an event; what follows from it are calls of {@link Effects} and the clocks that
 * {@link #deadline} names. An event that means nothing in the present state changes nothing. The
 * terminal chunk is appended exactly once, whatever happens; after it every event is ignored. One
 * thread.
 *
 * <p>The clocks STALL, STALL_CONTENT and FIRST_TOKEN stand still while it is we who do not read
 * ({@link #held} to {@link #released}): a slow reader is not the provider's fault.
 */
public final class Run {

  private static final long NEVER = Long.MAX_VALUE;
  private static final Clock[] CLOCKS = Clock.values();

  private final RunSettings settings;
  private final Effects effects;
  private final long headNanos;
  private final Marks marks = new Marks();
  private final long[] deadlines = new long[Clock.values().length];
  private State state = State.FRESH;
  private boolean committed;
  private boolean commitDue;
  private boolean chunkRead;
  private boolean held;
  private long heldNanos;
  private String outcome = "";

  /** A run of a call that asks for a stream. */
  public Run(RunSettings settings, Effects effects) {
    this(settings, true, effects);
  }

  /**
   * @param streamed whether the provider is asked for a stream. The head of a whole answer comes
   *     only when all of it is made, so it may take as long as content may
   */
  public Run(RunSettings settings, boolean streamed, Effects effects) {
    this.settings = settings;
    this.effects = effects;
    this.headNanos =
        streamed
            ? settings.nanos(Clock.HEADERS)
            : Math.max(settings.nanos(Clock.HEADERS), settings.nanos(Clock.STALL_CONTENT));
    Arrays.fill(deadlines, NEVER);
  }

  /** The request is ready to be sent. */
  public void begin(long nowNanos) {
    if (state == State.FRESH) {
      marks.at(Marks.Mark.BEGUN, nowNanos);
      state = State.DIALLING;
      arm(Clock.DNS, nowNanos);
      arm(Clock.TOTAL, nowNanos);
      arm(Clock.COMMIT, nowNanos);
      effects.dial();
    }
  }

  /** The provider's name has an address. */
  public void resolved(long nowNanos) {
    if (state == State.DIALLING) {
      marks.at(Marks.Mark.RESOLVED, nowNanos);
      disarm(Clock.DNS);
      arm(Clock.CONNECT, nowNanos);
    }
  }

  /** The connection stands. */
  public void connected(long nowNanos) {
    if (state == State.DIALLING) {
      marks.at(Marks.Mark.CONNECTED, nowNanos);
      disarm(Clock.CONNECT);
      arm(Clock.TLS, nowNanos);
    }
  }

  /** TLS stands. */
  public void secured(long nowNanos) {
    if (state == State.DIALLING) {
      marks.at(Marks.Mark.SECURED, nowNanos);
      disarm(Clock.TLS);
    }
  }

  /** The request is written. */
  public void sent(long nowNanos) {
    if (state == State.DIALLING) {
      marks.at(Marks.Mark.SENT, nowNanos);
      disarm(Clock.DNS);
      disarm(Clock.CONNECT);
      disarm(Clock.TLS);
      deadlines[Clock.HEADERS.ordinal()] = nowNanos + headNanos;
      state = State.AWAITING_HEAD;
    }
  }

  /** Status and headers are there; {@code good} for 2xx. */
  public void head(boolean good, long nowNanos) {
    if (state != State.AWAITING_HEAD) {
      return;
    }
    marks.at(Marks.Mark.HEAD, nowNanos);
    disarm(Clock.HEADERS);
    if (!good) {
      state = State.REFUSED;
      arm(Clock.STALL, nowNanos);
      return;
    }
    state = State.AWAITING_CONTENT;
    arm(Clock.FIRST_TOKEN, nowNanos);
    if (commitDue) {
      commit();
    }
  }

  /** Bytes came, whatever they are. */
  public void activity(long nowNanos) {
    if (state == State.FLOWING || state == State.REFUSED) {
      arm(Clock.STALL, nowNanos);
    }
  }

  /** The decoder has read a chunk. */
  public void chunk(Chunk chunk, long nowNanos) {
    if (state != State.AWAITING_CONTENT && state != State.FLOWING) {
      return;
    }
    chunkRead = true;
    switch (chunk) {
      case Chunk.End end -> {
        effects.append(end);
        end("complete");
        effects.complete();
      }
      case Chunk.Failed failed -> fail(failed.failure());
      case Chunk.Problem problem -> problem(problem);
      case Chunk.Start _,
          Chunk.BlockStart _,
          Chunk.BlockEnd _,
          Chunk.Text _,
          Chunk.Refusal _,
          Chunk.Reasoning _,
          Chunk.Signature _,
          Chunk.Arguments _,
          Chunk.Citation _,
          Chunk.Media _,
          Chunk.Logprobs _,
          Chunk.Opaque _,
          Chunk.Usage _,
          Chunk.Finish _ -> {
        if (chunk.content()) {
          content(nowNanos);
        }
        effects.append(chunk);
      }
    }
  }

  private void content(long nowNanos) {
    arm(Clock.STALL_CONTENT, nowNanos);
    if (state == State.AWAITING_CONTENT) {
      marks.at(Marks.Mark.FIRST_CONTENT, nowNanos);
      state = State.FLOWING;
      committed = true;
      disarm(Clock.FIRST_TOKEN);
      disarm(Clock.COMMIT);
      arm(Clock.STALL, nowNanos);
    }
  }

  private void problem(Chunk.Problem problem) {
    effects.append(problem);
    if (problem.contentBearing()) {
      fail(
          Failure.of(
              ErrorCode.UPSTREAM_PROTOCOL,
              "the provider sent an event that cannot be read, at byte "
                  + problem.offset()
                  + (problem.event().isEmpty() ? "" : " (" + problem.event() + ")")
                  + ": "
                  + problem.reason()));
    }
  }

  /** The provider's error answer has been read. */
  public void refused(Failure failure) {
    if (state == State.REFUSED) {
      effects.append(new Chunk.Failed(failure));
      end(failure.code().wireName());
      effects.complete();
    }
  }

  /** The connection failed or broke. */
  public void broken(Failure failure) {
    if (state != State.FRESH && state != State.ENDED) {
      fail(nothingCame(failure) ? unreachable(failure) : failure);
    }
  }

  /**
   * Whether a connection broke after a good head and before a single chunk: nobody can have
   * answered.
   */
  private boolean nothingCame(Failure failure) {
    return failure.code() == ErrorCode.UPSTREAM_TRUNCATED
        && state == State.AWAITING_CONTENT
        && !chunkRead;
  }

  private static Failure unreachable(Failure failure) {
    return Failure.of(ErrorCode.UPSTREAM_UNREACHABLE, failure.message());
  }

  /** The last reader has left, and nobody wants the answer any more. */
  public void left() {
    if (state != State.ENDED) {
      fail(Failure.of(ErrorCode.CANCELLED, "the client left"));
    }
  }

  /** The gateway stops and can wait no longer. */
  public void interrupt() {
    if (state != State.ENDED) {
      fail(
          Failure.of(
              ErrorCode.INTERRUPTED, "the gateway is shutting down; send the request again"));
    }
  }

  /** A fault of our own, for which only this answer dies. */
  public void fault() {
    if (state != State.ENDED) {
      fail(Failure.of(ErrorCode.INTERNAL_ERROR, "the gateway failed on this answer; it is logged"));
    }
  }

  /** We have stopped reading from the provider. */
  public void held(long nowNanos) {
    if (!held) {
      held = true;
      heldNanos = nowNanos;
    }
  }

  /** We read again. */
  public void released(long nowNanos) {
    if (held) {
      held = false;
      var pause = nowNanos - heldNanos;
      shift(Clock.STALL, pause);
      shift(Clock.STALL_CONTENT, pause);
      shift(Clock.FIRST_TOKEN, pause);
    }
  }

  /** The earliest time at which {@link #tick} has something to do, or {@link Long#MAX_VALUE}. */
  public long deadline() {
    var earliest = NEVER;
    for (var clock : CLOCKS) {
      if (!standsStill(clock)) {
        earliest = Math.min(earliest, deadlines[clock.ordinal()]);
      }
    }
    return earliest;
  }

  /** Time has passed: lets the clocks run out whose deadline is reached. */
  public void tick(long nowNanos) {
    for (var clock : CLOCKS) {
      if (deadlines[clock.ordinal()] <= nowNanos && !standsStill(clock)) {
        disarm(clock);
        expired(clock);
      }
    }
  }

  private void expired(Clock clock) {
    if (state == State.ENDED) {
      return;
    }
    if (clock == Clock.COMMIT) {
      commitDue = true;
      if (state == State.AWAITING_CONTENT) {
        commit();
      }
    } else if (state == State.REFUSED && clock == Clock.STALL) {
      effects.judge();
    } else {
      fail(Failure.of(clock.code(), clock.meaning() + " within " + limit(clock)));
    }
  }

  private String limit(Clock clock) {
    var millis = (clock == Clock.HEADERS ? headNanos : settings.nanos(clock)) / 1_000_000;
    return millis % 1000 == 0 ? millis / 1000 + " s" : millis + " ms";
  }

  private void commit() {
    if (!committed) {
      committed = true;
      effects.commit();
    }
  }

  private void fail(Failure failure) {
    var dialled = state != State.FRESH;
    effects.append(new Chunk.Failed(failure));
    end(failure.code().wireName());
    if (dialled) {
      effects.hangUp();
    }
  }

  private void end(String how) {
    state = State.ENDED;
    outcome = how;
    Arrays.fill(deadlines, NEVER);
  }

  private boolean standsStill(Clock clock) {
    return held
        && (clock == Clock.STALL || clock == Clock.STALL_CONTENT || clock == Clock.FIRST_TOKEN);
  }

  private void arm(Clock clock, long nowNanos) {
    deadlines[clock.ordinal()] = nowNanos + settings.nanos(clock);
  }

  private void disarm(Clock clock) {
    deadlines[clock.ordinal()] = NEVER;
  }

  private void shift(Clock clock, long nanos) {
    if (deadlines[clock.ordinal()] != NEVER) {
      deadlines[clock.ordinal()] += nanos;
    }
  }

  public State state() {
    return state;
  }

  /** Whether the status line is out or due: by content, or by the COMMIT clock. */
  public boolean committed() {
    return committed;
  }

  /** {@code complete}, or the error code; "" before the end. */
  public String outcome() {
    return outcome;
  }

  /** When what happened. */
  public Marks marks() {
    return marks;
  }
}
