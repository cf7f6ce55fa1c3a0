package dev.sluice.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.chat.Chunk;
import dev.sluice.chat.ErrorCode;
import dev.sluice.chat.Extra;
import dev.sluice.chat.Failure;
import java.time.Duration;
import java.util.EnumMap;
import org.junit.jupiter.api.Test;

class RunClocksTest {

  private static final long SECOND = 1_000_000_000L;
  private static final Chunk TEXT = new Chunk.Text(0, 0, "t", Extra.NONE);

  private final RunTableTest.Recorder recorder = new RunTableTest.Recorder();
  private final Run run = run();

  private Run run() {
    var clocks = new EnumMap<Clock, Duration>(Clock.class);
    for (var clock : Clock.values()) {
      clocks.put(clock, Duration.ofSeconds(10));
    }
    clocks.put(Clock.TOTAL, Duration.ofSeconds(1000));
    clocks.put(Clock.STALL_CONTENT, Duration.ofSeconds(25));
    clocks.put(Clock.FIRST_TOKEN, Duration.ofSeconds(60));
    return new Run(new RunSettings(clocks), recorder);
  }

  private void flow() {
    run.begin(0);
    run.sent(1, 0);
    run.written(1, 0);
    run.head(1, true, 0);
    run.chunk(1, TEXT, 0);
  }

  @Test
  void aByteInTimeKeepsTheStallClockFromRunningOut() {
    flow();

    run.activity(1, 9 * SECOND);
    run.tick(18 * SECOND);
    assertThat(run.state()).isEqualTo(State.FLOWING);

    run.tick(19 * SECOND);
    assertThat(run.outcome()).isEqualTo("upstream_stalled");
  }

  @Test
  void signsOfLifeWithoutContentRunOutToo() {
    flow();

    for (var second = 5; second <= 25; second += 5) {
      run.activity(1, second * SECOND);
      run.tick(second * SECOND);
    }

    assertThat(run.outcome()).isEqualTo("upstream_stalled");
  }

  @Test
  void theHeadOfAWholeAnswerMayTakeAsLongAsContentMay() {
    var clocks = new EnumMap<Clock, Duration>(Clock.class);
    for (var clock : Clock.values()) {
      clocks.put(clock, Duration.ofSeconds(clock == Clock.STALL_CONTENT ? 50 : 10));
    }
    clocks.put(Clock.TOTAL, Duration.ofSeconds(1000));
    var whole = new Run(new RunSettings(clocks), false, recorder);
    whole.begin(0);
    whole.sent(1, 0);
    whole.written(1, 0);

    whole.tick(49 * SECOND);
    assertThat(whole.state()).isEqualTo(State.AWAITING_HEAD);
    whole.tick(50 * SECOND);
    assertThat(whole.outcome()).isEqualTo("upstream_timeout");
  }

  @Test
  void anAnswerThatHasToldItsEndIsGivenAShortGraceAndSignsOfLifeDoNotProlongIt() {
    flow();

    run.finished(1, true, 5 * SECOND);
    run.activity(1, 9 * SECOND);
    run.tick(14 * SECOND);
    assertThat(recorder.effects).doesNotContain("conclude");

    run.tick(15 * SECOND);
    assertThat(recorder.effects).contains("conclude");
    assertThat(run.state()).isEqualTo(State.FLOWING);
  }

  @Test
  void whatComesInTheGraceBeginsItAnew() {
    flow();

    run.finished(1, true, 0);
    run.chunk(1, Chunk.Usage.UNKNOWN, 8 * SECOND);
    run.tick(17 * SECOND);
    assertThat(recorder.effects).doesNotContain("conclude");
    run.tick(18 * SECOND);
    assertThat(recorder.effects).contains("conclude");
  }

  @Test
  void clocksStandStillWhileWeDoNotRead() {
    flow();

    run.held(2 * SECOND);
    run.tick(500 * SECOND);
    assertThat(run.state()).isEqualTo(State.FLOWING);
    assertThat(run.deadline()).isEqualTo(1000 * SECOND);

    run.released(500 * SECOND);
    assertThat(run.deadline()).isEqualTo(508 * SECOND);
  }

  @Test
  void commitsWhenTheClockRanOutBeforeTheHead() {
    run.begin(0);
    run.sent(1, 0);
    run.written(1, 0);
    run.tick(9 * SECOND);
    run.tick(10 * SECOND);
    assertThat(run.outcome()).isEqualTo("upstream_timeout");

    var patient = new RunTableTest.Recorder();
    var clocks = new EnumMap<Clock, Duration>(Clock.class);
    for (var clock : Clock.values()) {
      clocks.put(clock, Duration.ofSeconds(clock == Clock.COMMIT ? 1 : 100));
    }
    var late = new Run(new RunSettings(clocks), patient);
    late.begin(0);
    late.sent(1, 0);
    late.written(1, 0);
    late.tick(2 * SECOND);
    assertThat(patient.effects).doesNotContain("commit");
    late.head(1, true, 3 * SECOND);
    assertThat(patient.effects).contains("commit");
    assertThat(late.committed()).isTrue();
  }

  @Test
  void aConnectionThatBreaksBeforeTheFirstChunkNeverAnswered() {
    run.begin(0);
    run.sent(1, 0);
    run.written(1, 0);
    run.head(1, true, 0);
    run.broken(1, Failure.of(ErrorCode.UPSTREAM_TRUNCATED, "cut"));
    assertThat(run.outcome()).isEqualTo("upstream_unreachable");

    var other = run();
    other.begin(0);
    other.sent(1, 0);
    other.written(1, 0);
    other.head(1, true, 0);
    other.chunk(1, Chunk.Usage.UNKNOWN, 0);
    other.broken(1, Failure.of(ErrorCode.UPSTREAM_TRUNCATED, "cut"));
    assertThat(other.outcome()).isEqualTo("upstream_truncated");
  }

  @Test
  void theClocksOfTheConnectionDoNotRunWhileCredentialsAreFetched() {
    run.begin(0);
    run.proving(1, 0);
    assertThat(run.deadline()).isEqualTo(10 * SECOND);

    var patient = patient(Clock.CREDENTIALS);
    patient.begin(0);
    patient.connected(1, 0);
    patient.proving(1, 9 * SECOND);
    patient.tick(100 * SECOND);
    assertThat(patient.state()).isEqualTo(State.DIALLING);

    patient.tick(509 * SECOND);
    assertThat(patient.outcome()).isEqualTo("upstream_error");
  }

  @Test
  void thereIsAClockAtEveryStepOfDialling() {
    var step = patient(Clock.TOTAL);
    step.begin(0);
    step.resolved(1, 0);
    step.connected(1, 0);
    step.secured(1, 0);

    assertThat(step.deadline()).isEqualTo(10 * SECOND);
  }

  @Test
  void theClockOfTheHeadCountsFromTheRequestWritten() {
    var slow = patient(Clock.TOTAL);
    slow.begin(0);
    slow.sent(1, 0);
    for (var second = 5; second <= 100; second += 5) {
      slow.sending(1, second * SECOND);
      slow.tick(second * SECOND);
    }
    assertThat(slow.state()).isEqualTo(State.SENDING);

    slow.written(1, 100 * SECOND);
    slow.tick(109 * SECOND);
    assertThat(slow.state()).isEqualTo(State.AWAITING_HEAD);
    slow.tick(110 * SECOND);
    assertThat(slow.outcome()).isEqualTo("upstream_timeout");
  }

  @Test
  void anUploadOfWhichNothingIsTakenRunsOut() {
    var slow = patient(Clock.TOTAL);
    slow.begin(0);
    slow.sent(1, 0);
    slow.sending(1, 5 * SECOND);

    slow.tick(14 * SECOND);
    assertThat(slow.state()).isEqualTo(State.SENDING);
    slow.tick(15 * SECOND);
    assertThat(slow.outcome()).isEqualTo("upstream_stalled");
  }

  @Test
  void aRequestThatGoesOutOnceMoreIsWrittenOnceMore() {
    var again = patient(Clock.TOTAL);
    again.begin(0);
    again.sent(1, 0);
    again.written(1, 0);
    again.sent(1, 8 * SECOND);
    again.written(1, 9 * SECOND);

    again.tick(18 * SECOND);
    assertThat(again.state()).isEqualTo(State.AWAITING_HEAD);
  }

  /** A run whose clocks take 10 s, but for one of 500 s and those of the answer as a whole. */
  private Run patient(Clock longer) {
    var clocks = new EnumMap<Clock, Duration>(Clock.class);
    for (var clock : Clock.values()) {
      clocks.put(clock, Duration.ofSeconds(clock == longer ? 500 : 10));
    }
    clocks.put(Clock.COMMIT, Duration.ofSeconds(1000));
    clocks.put(Clock.TOTAL, Duration.ofSeconds(1000));
    return new Run(new RunSettings(clocks), recorder);
  }

  @Test
  void startAndUsageWaitForTheFirstContentAndComeBeforeIt() {
    run.begin(0);
    run.sent(1, 0);
    run.written(1, 0);
    run.head(1, true, 0);
    recorder.effects.clear();

    run.chunk(1, new Chunk.Start("id", "m", "p", 1, null, Extra.NONE), 0);
    run.chunk(1, Chunk.Usage.UNKNOWN, 0);
    assertThat(recorder.effects).isEmpty();
    run.chunk(1, TEXT, 0);
    run.chunk(1, Chunk.Usage.UNKNOWN, 0);

    assertThat(recorder.effects)
        .containsExactly("append Start", "append Usage", "append Text", "append Usage");
  }

  @Test
  void whatWaitsComesBeforeAFailure() {
    run.begin(0);
    run.sent(1, 0);
    run.written(1, 0);
    run.head(1, true, 0);
    recorder.effects.clear();

    run.chunk(1, Chunk.Usage.UNKNOWN, 0);
    run.broken(1, Failure.of(ErrorCode.UPSTREAM_TRUNCATED, "cut"));

    assertThat(recorder.effects)
        .containsExactly("append Usage", "append Failed(upstream_truncated)", "hang up");
  }

  @Test
  void whatWaitsHasABound() {
    run.begin(0);
    run.sent(1, 0);
    run.written(1, 0);
    run.head(1, true, 0);
    recorder.effects.clear();

    for (var i = 0; i < Waiting.CHUNKS_MAX; i++) {
      run.chunk(1, Chunk.Usage.UNKNOWN, 0);
    }

    assertThat(recorder.effects).hasSize(Waiting.CHUNKS_MAX);
  }

  @Test
  void theEndIsWrittenOnce() {
    flow();
    recorder.effects.clear();

    run.chunk(1, Chunk.End.END, SECOND);
    run.chunk(1, Chunk.End.END, SECOND);
    run.left();
    run.interrupt();
    run.tick(Long.MAX_VALUE - 1);

    assertThat(recorder.effects).containsExactly("append End", "complete");
  }
}
