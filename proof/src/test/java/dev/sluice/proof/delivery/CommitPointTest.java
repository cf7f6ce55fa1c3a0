package dev.sluice.proof.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.proof.kit.Stage;
import dev.sluice.proof.kit.Tally;
import dev.sluice.proof.kit.Tongue;
import dev.sluice.proof.kit.Wire;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Before the commit point a failure is an HTTP error; at the latest it comes with commit-after. */
class CommitPointTest {

  private static Stage stage;

  @BeforeAll
  static void open() throws IOException {
    stage =
        Stage.open(
            "limits: {commit-after: 300ms, heartbeat: 200ms, first-token: 2s, stall: 5s}\n",
            "--rate",
            "0");
  }

  @AfterAll
  static void close() {
    stage.close();
  }

  @ParameterizedTest
  @EnumSource
  void commitsWithItsOwnOpeningAndBeatsUntilTheFailure(Tongue client) throws Exception {
    try (var wire = Wire.to(stage.port())) {
      wire.send(client.request("openai/lab-text-u11", true));
      var head = wire.head();
      assertThat(head.status()).isEqualTo(200);
      assertThat(head.header(client.requestIdHeader())).isNotEmpty();
      var body = wire.body(head);

      switch (client) {
        case OPENAI ->
            assertThat(body)
                .contains("\"role\":\"assistant\"", "openai/lab-text-u11", ": keepalive")
                .contains("data: {\"error\":{", "upstream_timeout")
                .doesNotContain("[DONE]");
        case ANTHROPIC ->
            assertThat(body)
                .contains("event: message_start", "event: ping", "event: error", "timeout_error")
                .doesNotContain("message_stop");
        case BEDROCK ->
            assertThat(body)
                .contains("messageStart", "modelStreamErrorException")
                .doesNotContain("messageStop");
      }
      Tally.fault("U11 after commit-after " + client);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aWrongMethodIsToldTheRightOne(Tongue client) throws Exception {
    try (var wire = Wire.to(stage.port())) {
      wire.send(client.request("openai/lab-text", true).replaceFirst("POST", "PUT"));
      var head = wire.head();

      assertThat(head.status()).isEqualTo(405);
      assertThat(head.header("allow")).isEqualTo("POST");
      assertThat(head.header(client.requestIdHeader())).isNotEmpty();
    }
  }

  @Test
  void noByteGoesOutBeforeTheProviderHasAnswered() throws Exception {
    try (var wire = Wire.to(stage.port())) {
      wire.send(Tongue.OPENAI.request("openai/lab-s429", true));
      var head = wire.head();

      assertThat(head.status()).isEqualTo(429);
      assertThat(head.header("retry-after")).isNotEmpty();
      assertThat(head.header("sluice-provider")).isEqualTo("openai");
      assertThat(head.header("sluice-attempts")).isEqualTo("1");
      Tally.fault("U22 retry-after");
    }
  }

  @ParameterizedTest
  @EnumSource
  void aWholeAnswerIsAlwaysARealErrorOrARealAnswer(Tongue client) throws Exception {
    try (var wire = Wire.to(stage.port())) {
      wire.send(client.request("anthropic/lab-text-u8", false));
      var head = wire.head();

      assertThat(head.status()).isEqualTo(client == Tongue.BEDROCK ? 500 : 502);
      assertThat(wire.body(head)).contains("message");
      Tally.fault("U8 whole " + client);
    }
  }
}
