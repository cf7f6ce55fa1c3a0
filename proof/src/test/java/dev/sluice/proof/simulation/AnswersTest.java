package dev.sluice.proof.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.chat.Chunk;
import dev.sluice.chat.Principal;
import dev.sluice.gateway.dial.CallListener;
import dev.sluice.gateway.generate.OnDisconnect;
import dev.sluice.journal.Opening;
import dev.sluice.run.State;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What whoever asks for an answer may count on. */
final class AnswersTest {

  private final OneAnswer one = new OneAnswer();

  @Test
  void anAnswerIsFoundByItsIdWhileItIsOpenAndKnowsWhoseItIs() {
    one.ask();
    var answer = one.answer();

    assertThat(one.generations.find(answer.id())).containsSame(answer);
    assertThat(one.generations.find("gen_other")).isEmpty();
    assertThat(answer.principal()).isEqualTo(new Principal("web-app", Optional.of("ada")));

    one.answering().says("a").finishes();
    assertThat(one.generations.find(answer.id())).isEmpty();
    assertThat(answer.ending().principal().key()).isEqualTo("web-app");
  }

  @Test
  void leavingIsNotStopping() {
    one.ask().answering().says("a");
    one.onLoop(() -> one.open(() -> {}));

    one.leave();
    assertThat(one.answer().state()).isEqualTo(State.FLOWING);

    one.onLoop(one.answer()::stop);
    assertThat(one.answer().ending().outcome()).isEqualTo("cancelled");
    assertThat(one.calls).endsWith("cancel");
  }

  @Test
  void theLastToLeaveCancelsWhereThePolicySaysSo() {
    one.ask().answering().says("a");

    one.leave();

    assertThat(one.answer().ending().outcome()).isEqualTo("cancelled");
    assertThat(one.calls).endsWith("cancel");
  }

  @Test
  void theLastToLeaveLetsItFinishWhereThePolicySaysSo() {
    one.onDisconnect = OnDisconnect.FINISH;
    one.ask().answering().says("a");

    one.leave();
    one.says("b").finishes();

    assertThat(one.answer().ending().outcome()).isEqualTo("complete");
    assertThat(one.answer().published()).isGreaterThan(3);
  }

  @Test
  void theRequestIsHeldUntilItCannotHaveToBeSentAgain() {
    one.ask();
    assertThat(one.generations.heldRequestBytes()).isEqualTo(OneAnswer.BODY.length);

    one.provider(CallListener::proving)
        .provider(CallListener::sent)
        .provider(CallListener::written);
    assertThat(one.generations.heldRequestBytes()).isEqualTo(OneAnswer.BODY.length);

    one.answering();
    assertThat(one.generations.heldRequestBytes()).isZero();
  }

  @Test
  void nothingIsSeenBeforeTheFirstContentAndThenAllOfItInOrder() {
    one.ask().answering();
    assertThat(one.answer().published()).isZero();

    one.says("a").says("b");

    assertThat(one.read.getFirst()).isInstanceOf(Chunk.Start.class);
    assertThat(one.read).filteredOn(Chunk.Text.class::isInstance).hasSize(2);
  }

  @Test
  void aPositionBeyondTheEndIsToldSo() {
    one.ask().answering();

    one.onLoop(
        () -> assertThat(one.answer().read(5, () -> {}, () -> {})).isEqualTo(new Opening.Ahead(0)));
  }

  @Test
  void aStallIsNoticedInTimeAlsoWhenContentCameBeforeTheAlarm() {
    one.ask().answering();
    one.time.pass(12_000_000_000L);
    one.says("a");

    one.time.pass(29_000_000_000L);
    assertThat(one.answer().state()).isEqualTo(State.FLOWING);
    one.time.pass(2_000_000_000L);

    assertThat(one.answer().ending().outcome()).isEqualTo("upstream_stalled");
  }
}
