package dev.sluice.proof.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.sluice.chat.Chunk;
import dev.sluice.chat.ErrorCode;
import dev.sluice.gateway.dial.CallListener;
import dev.sluice.gateway.generate.Generations;
import dev.sluice.gateway.generate.Meters;
import dev.sluice.run.State;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;

/** Whatever of ours throws, wherever it is called from, ends one answer and leaves nothing open. */
final class GuardTest {

  private final Logger logger = (Logger) LoggerFactory.getLogger(Generations.class);
  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

  @BeforeEach
  void listen() {
    lines.start();
    logger.addAppender(lines);
    logger.setAdditive(false);
  }

  @AfterEach
  void stop() {
    logger.detachAppender(lines);
    logger.setAdditive(true);
  }

  /** A way in, and how it is made to throw. */
  record Way(String name, Consumer<OneAnswer> plant, Consumer<OneAnswer> enter) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static RuntimeException thrown() {
    return new IllegalStateException("planted");
  }

  static Stream<Way> ways() {
    return Stream.of(
        new Way("dialling", one -> one.onDial = GuardTest::fail, one -> {}),
        new Way("a chunk's observer", one -> observe(one, Chunk.Text.class), one -> flow(one)),
        new Way("the stack", one -> one.observer = chunk -> deep(chunk, 1), one -> flow(one)),
        new Way("a reader's wake", one -> one.onWake = once(), one -> flow(one)),
        new Way(
            "the early commit",
            one -> one.onCommit = GuardTest::fail,
            one -> {
              one.answering();
              one.time.pass(11_000_000_000L);
            }),
        new Way(
            "holding back",
            one -> {
              one.onPause = GuardTest::fail;
              one.takes = false;
            },
            one -> {
              one.answering().says("x".repeat(20_000));
              one.takeAll();
            }),
        new Way(
            "going on",
            one -> {
              one.onResume = GuardTest::fail;
              one.takes = false;
            },
            one -> {
              one.answering().says("x".repeat(20_000));
              one.takeAll();
            }),
        new Way(
            "the end",
            one -> observe(one, Chunk.End.class),
            one -> one.answering().says("a").finishes()),
        new Way(
            "an alarm",
            one -> observe(one, Chunk.Failed.class),
            one -> {
              one.answering();
              one.time.pass(61_000_000_000L);
            }),
        new Way(
            "the body's end",
            one -> observe(one, Chunk.Failed.class),
            one -> one.answering().says("a").provider(CallListener::ended)));
  }

  private static void fail() {
    throw thrown();
  }

  private static Runnable once() {
    var thrown = new boolean[1];
    return () -> {
      if (!thrown[0]) {
        thrown[0] = true;
        throw new AssertionError("planted");
      }
    };
  }

  private static void observe(OneAnswer one, Class<? extends Chunk> kind) {
    one.observer =
        chunk -> {
          if (kind.isInstance(chunk)) {
            throw thrown();
          }
        };
  }

  private static int deep(Chunk chunk, int depth) {
    return chunk instanceof Chunk.Text ? 1 + deep(chunk, depth + 1) : depth;
  }

  private static void flow(OneAnswer one) {
    one.answering().says("a");
  }

  @ParameterizedTest
  @MethodSource("ways")
  void aFaultEndsTheAnswerAndNothingElse(Way way) {
    var one = new OneAnswer();
    way.plant().accept(one);

    one.ask();
    way.enter().accept(one);

    assertThat(one.generations.open()).isZero();
    assertThat(one.generations.openTimers()).hasValue(0);
    assertThat(one.generations.heldRequestBytes()).isZero();
    assertThat(one.answer().ending().outcome()).isEqualTo(ErrorCode.INTERNAL_ERROR.wireName());
    assertThat(one.read).filteredOn(Chunk::terminal).hasSize(1);
    assertThat(one.read.getLast()).isInstanceOf(Chunk.Failed.class);
    assertThat(one.calls.isEmpty() || one.calls.contains("cancel")).isTrue();
    assertThat(lines.list).hasSize(1);
  }

  @Test
  void aFaultOfLeavingEndsTheAnswerToo() {
    var one = new OneAnswer();
    observe(one, Chunk.Failed.class);
    one.ask().answering().says("a");

    one.leave();

    assertThat(one.generations.open()).isZero();
    assertThat(one.calls).contains("cancel");
    assertThat(lines.list).hasSize(1);
  }

  @Test
  void aFaultWhileACallIsHungUpLeavesNothingOpen() {
    var one = new OneAnswer();
    one.onCancel = GuardTest::fail;
    one.ask().answering().says("a");

    one.onLoop(one.answer()::stop);

    assertThat(one.answer().state()).isEqualTo(State.ENDED);
    assertThat(one.generations.open()).isZero();
    assertThat(one.read.getLast()).isInstanceOf(Chunk.Failed.class);
  }

  @Test
  void aFaultOfTheMetersEndsTheAnswer() {
    var one = new OneAnswer(new ThrowingMeters());

    flow(one.ask());

    assertThat(one.generations.open()).isZero();
    assertThat(one.read.getLast()).isInstanceOf(Chunk.Failed.class);
    assertThat(one.calls).contains("cancel");
  }

  /** Counters that fail whenever chunks are counted. */
  private static final class ThrowingMeters implements Meters {
    @Override
    public void chunks(int count) {
      throw thrown();
    }

    @Override
    public void firstToken(long nanos) {}

    @Override
    public void betweenChunks(long nanos) {}

    @Override
    public void upstreamError(String upstream, String kind) {}

    @Override
    public void violation() {}
  }

  @Test
  void whatEndsTheProcessIsThrownOnOnceTheAnswerHasEnded() {
    var one = new OneAnswer();
    one.observer =
        chunk -> {
          if (chunk instanceof Chunk.Text) {
            throw new OutOfMemoryError("planted");
          }
        };
    one.ask().answering();

    assertThatThrownBy(() -> one.says("a")).isInstanceOf(OutOfMemoryError.class);

    assertThat(one.generations.open()).isZero();
    assertThat(one.read).filteredOn(Chunk::terminal).hasSize(1);
    assertThat(one.read.getLast()).isInstanceOf(Chunk.Failed.class);
  }
}
