package dev.sluice.proof.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.proof.kit.Stage;
import dev.sluice.proof.kit.Tally;
import dev.sluice.proof.kit.Tongue;
import dev.sluice.proof.kit.Until;
import dev.sluice.proof.kit.Wire;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** SIGTERM: streams run on for a while, then end as what they are; a second one ends at once. */
class DrainTest {

  @Test
  void streamsRunOnAndTheProcessEndsWhenNothingIsOpen() throws Exception {
    try (var stage = Stage.open("limits: {drain: 60s}\n", "--rate", "0");
        var wire = Wire.to(stage.port())) {
      wire.send(Tongue.OPENAI.request("openai/lab-text-n60-r20", true));
      var head = wire.head();
      wire.until("\"content\":");

      stage.gateway().terminate();
      Until.holds(
          "it is not ready", Duration.ofSeconds(5), () -> stage.adminStatus("/ready") == 503);
      assertThat(stage.adminStatus("/health")).isEqualTo(200);
      try (var late = Wire.to(stage.port())) {
        late.send(Tongue.OPENAI.request("openai/lab-text", false));
        assertThat(late.head().status()).isEqualTo(200);
      }

      assertThat(head.status()).isEqualTo(200);
      assertThat(wire.until("data: [DONE]")).doesNotContain("\"error\"");
      assertThat(stage.gateway().exit(20)).isZero();
      Tally.fault("S3 SIGTERM");
    }
  }

  @Test
  void whatIsOpenAfterTheDrainIsInterrupted() throws Exception {
    try (var stage = Stage.open("limits: {drain: 1s}\n", "--rate", "0");
        var visible = Wire.to(stage.port());
        var waiting = Wire.to(stage.port())) {
      visible.send(Tongue.ANTHROPIC.request("openai/lab-text-n100000-r20", true));
      var head = visible.head();
      visible.until("text_delta");
      waiting.send(Tongue.OPENAI.request("openai/lab-text-u10", true));
      Until.holds(
          "both are open",
          Duration.ofSeconds(5),
          () -> stage.metric("sluice_open_generations") == 2);

      stage.gateway().terminate();

      var refused = waiting.head();
      assertThat(refused.status()).isEqualTo(503);
      assertThat(waiting.body(refused)).contains("overloaded");
      assertThat(head.status()).isEqualTo(200);
      assertThat(visible.until("event: error")).doesNotContain("message_stop");
      assertThat(stage.gateway().exit(20)).isZero();
      assertThat(stage.gateway().output()).contains("interrupted");
      Tally.fault("S3 SIGTERM drain over");
    }
  }

  /** One second is promised, the rest is a busy machine's. Accepting alone would take five. */
  @Test
  void endsAtOnceWhenNothingIsOpenAndNobodyHasAskedForASecond() throws Exception {
    try (var stage = Stage.open("limits: {drain: 60s}\n", "--rate", "0")) {
      try (var wire = Wire.to(stage.port())) {
        wire.send(Tongue.OPENAI.request("openai/lab-text", false));
        assertThat(wire.head().status()).isEqualTo(200);
      }
      var asked = System.nanoTime();
      Until.holds(
          "nobody has asked for a second",
          Duration.ofSeconds(10),
          () -> System.nanoTime() - asked > Duration.ofMillis(1200).toNanos());

      var told = System.nanoTime();
      stage.gateway().terminate();

      assertThat(stage.gateway().exit(20)).isZero();
      assertThat(Duration.ofNanos(System.nanoTime() - told)).isLessThan(Duration.ofMillis(2500));
    }
  }

  @Test
  void aSecondSignalEndsAtOnce() throws Exception {
    try (var stage = Stage.open("limits: {drain: 60s}\n", "--rate", "0");
        var wire = Wire.to(stage.port())) {
      wire.send(Tongue.OPENAI.request("openai/lab-text-n100000-r20", true));
      wire.head();
      wire.until("\"content\":");

      stage.gateway().terminate();
      Until.holds(
          "it is not ready", Duration.ofSeconds(5), () -> stage.adminStatus("/ready") == 503);
      stage.gateway().terminate();

      assertThat(stage.gateway().exit(5)).isNotEqualTo(-1);
      Tally.fault("S3 SIGTERM twice");
    }
  }
}
