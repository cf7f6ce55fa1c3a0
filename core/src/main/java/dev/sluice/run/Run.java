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
 * <p>What comes from a provider names the attempt whose call it is, and is ignored unless that is
 * the present one. Until the first content an attempt's chunks wait here instead of in the journal,
 * and the request is kept as long as an attempt may still need it: so another attempt could follow.
 * At present there is one.
 *
 * <p>The clocks STALL, STALL_CONTENT, FIRST_TOKEN and END_GRACE stand still while it is we who do
 * not read
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
  private final Waiting waiting = new Waiting();
  private int attempt;
  private boolean finished;
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
      attempt++;
      effects.dial(attempt);
    }
  }

  /** The provider's name has an address. */
  public void resolved(int of, long nowNanos) {
    if (in(State.DIALLING, of)) {
      marks.at(Marks.Mark.RESOLVED, nowNanos);
      disarm(Clock.DNS);
      arm(Clock.CONNECT, nowNanos);
    }
  }

  /** The connection stands. */
  public void connected(int of, long nowNanos) {
    if (in(State.DIALLING, of)) {
      marks.at(Marks.Mark.CONNECTED, nowNanos);
      disarm(Clock.CONNECT);
      arm(Clock.TLS, nowNanos);
    }
  }

  /** TLS stands. */
  public void secured(int of, long nowNanos) {
    if (in(State.DIALLING, of)) {
      marks.at(Marks.Mark.SECURED, nowNanos);
      disarm(Clock.TLS);
      arm(Clock.CREDENTIALS, nowNanos);
    }
  }

  /** The connection is ready, fresh or pooled, and our credentials are being fetched. */
  public void proving(int of, long nowNanos) {
    if (in(State.DIALLING, of)) {
      disarmDialling();
      arm(Clock.CREDENTIALS, nowNanos);
    }
  }

  /**
   * The request goes out. Once more where a pooled connection proved dead: then all of it is
   * written again.
   */
  public void sent(int of, long nowNanos) {
    if (in(State.DIALLING, of)) {
      marks.at(Marks.Mark.SENT, nowNanos);
      disarmDialling();
    } else if (in(State.AWAITING_HEAD, of)) {
      disarm(Clock.HEADERS);
    } else if (!in(State.SENDING, of)) {
      return;
    }
    state = State.SENDING;
    arm(Clock.UPLOAD, nowNanos);
  }

  /** The provider takes the request: some of it is written, not all. */
  public void sending(int of, long nowNanos) {
    if (in(State.SENDING, of)) {
      arm(Clock.UPLOAD, nowNanos);
    }
  }

  /** The request is written; from here on an answer is due. */
  public void written(int of, long nowNanos) {
    if (in(State.SENDING, of)) {
      marks.at(Marks.Mark.WRITTEN, nowNanos);
      disarm(Clock.UPLOAD);
      deadlines[Clock.HEADERS.ordinal()] = nowNanos + headNanos;
      state = State.AWAITING_HEAD;
    }
  }

  /** Status and headers are there; {@code good} for 2xx. May come before all is written. */
  public void head(int of, boolean good, long nowNanos) {
    if (!in(State.AWAITING_HEAD, of) && !in(State.SENDING, of)) {
      return;
    }
    marks.at(Marks.Mark.HEAD, nowNanos);
    disarm(Clock.UPLOAD);
    disarm(Clock.HEADERS);
    state = good ? State.AWAITING_CONTENT : State.REFUSED;
    effects.dropRequest();
    if (!good) {
      arm(Clock.STALL, nowNanos);
      return;
    }
    arm(Clock.FIRST_TOKEN, nowNanos);
    if (commitDue) {
      commit();
    }
  }

  /** Bytes came, whatever they are. */
  public void activity(int of, long nowNanos) {
    if ((in(State.FLOWING, of) && !finished) || in(State.REFUSED, of)) {
      arm(Clock.STALL, nowNanos);
    }
  }

  /**
   * What was read says whether the answer has told why it ended. From then on only its end marker
   * is waited for, and not for long: the clocks of content stand down, and END_GRACE begins with
   * the last chunk. Signs of life do not prolong it.
   *
   * @return whether {@link #deadline} has changed by it
   */
  public boolean finished(int of, boolean told, long nowNanos) {
    if (told == finished || (!in(State.AWAITING_CONTENT, of) && !in(State.FLOWING, of))) {
      return false;
    }
    finished = told;
    if (told) {
      disarm(Clock.STALL);
      disarm(Clock.STALL_CONTENT);
      disarm(Clock.FIRST_TOKEN);
      arm(Clock.END_GRACE, nowNanos);
    } else {
      disarm(Clock.END_GRACE);
      arm(Clock.STALL, nowNanos);
      arm(Clock.STALL_CONTENT, nowNanos);
    }
    return true;
  }

  /** The decoder has read a chunk. */
  public void chunk(int of, Chunk chunk, long nowNanos) {
    if (!in(State.AWAITING_CONTENT, of) && !in(State.FLOWING, of)) {
      return;
    }
    chunkRead = true;
    switch (chunk) {
      case Chunk.End end -> {
        release();
        effects.append(end);
        end("complete");
        effects.complete(attempt);
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
        if (finished) {
          arm(Clock.END_GRACE, nowNanos);
        }
        if (chunk.content()) {
          content(nowNanos);
        }
        appendOrHold(chunk);
      }
    }
  }

  /** Before its first content nothing of an attempt is seen, as long as what waits is small. */
  private void appendOrHold(Chunk chunk) {
    if (state == State.FLOWING) {
      effects.append(chunk);
      return;
    }
    waiting.add(chunk);
    if (waiting.full()) {
      release();
    }
  }

  private void release() {
    for (var chunk : waiting.take()) {
      effects.append(chunk);
    }
  }

  private void content(long nowNanos) {
    if (!finished) {
      arm(Clock.STALL_CONTENT, nowNanos);
    }
    if (state == State.AWAITING_CONTENT) {
      marks.at(Marks.Mark.FIRST_CONTENT, nowNanos);
      state = State.FLOWING;
      committed = true;
      release();
      disarm(Clock.FIRST_TOKEN);
      disarm(Clock.COMMIT);
      if (!finished) {
        arm(Clock.STALL, nowNanos);
      }
    }
  }

  private void problem(Chunk.Problem problem) {
    appendOrHold(problem);
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
  public void refused(int of, Failure failure) {
    if (in(State.REFUSED, of)) {
      effects.append(new Chunk.Failed(failure));
      end(failure.code().wireName());
      effects.complete(attempt);
    }
  }

  /** The connection failed or broke. */
  public void broken(int of, Failure failure) {
    if (of == attempt && state != State.FRESH && state != State.ENDED) {
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

  /** Somebody who may has ended the answer, whoever still reads it. */
  public void stop() {
    if (state != State.ENDED) {
      fail(Failure.of(ErrorCode.CANCELLED, "the answer was stopped"));
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
      shift(Clock.END_GRACE, pause);
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
    } else if (clock == Clock.END_GRACE) {
      effects.conclude(attempt);
    } else if (state == State.REFUSED && clock == Clock.STALL) {
      effects.judge(attempt);
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
    var before = state;
    release();
    effects.append(new Chunk.Failed(failure));
    end(failure.code().wireName());
    if (before.needsRequest()) {
      effects.dropRequest();
    }
    if (before != State.FRESH) {
      effects.hangUp(attempt);
    }
  }

  private void end(String how) {
    state = State.ENDED;
    outcome = how;
    Arrays.fill(deadlines, NEVER);
  }

  private boolean in(State here, int of) {
    return state == here && of == attempt;
  }

  private void disarmDialling() {
    disarm(Clock.DNS);
    disarm(Clock.CONNECT);
    disarm(Clock.TLS);
    disarm(Clock.CREDENTIALS);
  }

  private boolean standsStill(Clock clock) {
    return held
        && switch (clock) {
          case STALL, STALL_CONTENT, FIRST_TOKEN, END_GRACE -> true;
          case DNS, CONNECT, TLS, CREDENTIALS, UPLOAD, HEADERS, TOTAL, COMMIT -> false;
        };
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

  /** The number of the present attempt; 0 before the first. */
  public int attempt() {
    return attempt;
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
