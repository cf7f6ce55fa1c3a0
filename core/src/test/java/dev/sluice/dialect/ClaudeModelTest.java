package dev.sluice.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClaudeModelTest {

  @ParameterizedTest
  @CsvSource({
    "claude-opus-5-5,claude-opus-5-5",
    "claude-opus-5-20260801,claude-opus-5",
    "us.anthropic.claude-opus-4-7-v1:0,claude-opus-4-7",
    "anthropic.claude-opus-4-1-20250805-v1:0,claude-opus-4",
    "Claude-Sonnet-4-5,claude-sonnet-4-5",
    "anthropic.claude-3-haiku-20240307-v1:0,claude-3",
    "anthropic.claude-v2:1,claude-v2"
  })
  void theNarrowestFamilyCounts(String model, String family) {
    assertThat(ClaudeModel.of(model).family()).isEqualTo(family);
    assertThat(ClaudeModel.named(model)).contains(ClaudeModel.of(model));
  }

  @Test
  void anUnknownModelIsModest() {
    var unknown = ClaudeModel.of("claude-tomorrow");

    assertThat(unknown.known()).isFalse();
    assertThat(unknown.outputMax()).isEqualTo(4_096);
    assertThat(ClaudeModel.named("claude-tomorrow")).contains(unknown);
  }

  @Test
  void anotherMakersModelIsNoClaude() {
    assertThat(ClaudeModel.named("amazon.nova-2-lite-v1:0")).isEmpty();
  }

  @Test
  void tellsWhatIsOlderThanClaude4() {
    assertThat(ClaudeModel.of("claude-3-7-sonnet").beforeClaude4()).isTrue();
    assertThat(ClaudeModel.of("claude-instant-v1").beforeClaude4()).isTrue();
    assertThat(ClaudeModel.of("claude-sonnet-4").beforeClaude4()).isFalse();
    assertThat(ClaudeModel.of("claude-tomorrow").beforeClaude4()).isFalse();
  }
}
