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
    run.sent(0);
    run.head(true, 0);
    run.chunk(TEXT, 0);
  }

  @Test
  void aByteInTimeKeepsTheStallClockFromRunningOut() {
    flow();

    run.activity(9 * SECOND);
    run.tick(18 * SECOND);
    assertThat(run.state()).isEqualTo(State.FLOWING);

    run.tick(19 * SECOND);
    assertThat(run.outcome()).isEqualTo("upstream_stalled");
  }

  @Test
  void signsOfLifeWithoutContentRunOutToo() {
    flow();

    for (var second = 5; second <= 25; second += 5) {
      run.activity(second * SECOND);
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
    whole.sent(0);

    whole.tick(49 * SECOND);
    assertThat(whole.state()).isEqualTo(State.AWAITING_HEAD);
    whole.tick(50 * SECOND);
    assertThat(whole.outcome()).isEqualTo("upstream_timeout");
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
    run.sent(0);
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
    late.sent(0);
    late.tick(2 * SECOND);
    assertThat(patient.effects).doesNotContain("commit");
    late.head(true, 3 * SECOND);
    assertThat(patient.effects).contains("commit");
    assertThat(late.committed()).isTrue();
  }

  @Test
  void aConnectionThatBreaksBeforeTheFirstChunkNeverAnswered() {
    run.begin(0);
    run.sent(0);
    run.head(true, 0);
    run.broken(Failure.of(ErrorCode.UPSTREAM_TRUNCATED, "cut"));
    assertThat(run.outcome()).isEqualTo("upstream_unreachable");

    var other = run();
    other.begin(0);
    other.sent(0);
    other.head(true, 0);
    other.chunk(Chunk.Usage.UNKNOWN, 0);
    other.broken(Failure.of(ErrorCode.UPSTREAM_TRUNCATED, "cut"));
    assertThat(other.outcome()).isEqualTo("upstream_truncated");
  }

  @Test
  void theEndIsWrittenOnce() {
    flow();
    recorder.effects.clear();

    run.chunk(Chunk.End.END, SECOND);
    run.chunk(Chunk.End.END, SECOND);
    run.left();
    run.interrupt();
    run.tick(Long.MAX_VALUE - 1);

    assertThat(recorder.effects).containsExactly("append End", "complete");
  }
}
