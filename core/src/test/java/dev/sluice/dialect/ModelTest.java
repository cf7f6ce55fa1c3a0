package dev.sluice.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.chat.Effort.Level;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelTest {

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
    assertThat(Model.of(model).family()).isEqualTo(family);
    assertThat(Model.claude(model)).contains(Model.of(model));
  }

  @Test
  void anUnknownModelIsModest() {
    var unknown = Model.of("claude-tomorrow");

    assertThat(unknown.known()).isFalse();
    assertThat(unknown.outputMax()).isEqualTo(4_096);
    assertThat(Model.claude("claude-tomorrow")).contains(unknown);
  }

  @Test
  void anotherMakersModelIsNoClaude() {
    assertThat(Model.claude("amazon.nova-2-lite-v1:0")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "openai/gpt-5-mini-2025-08-07,gpt-5",
    "gpt-5.1-2025-11-13,gpt-5.1",
    "GPT-5_2,gpt-5.2",
    "my-gpt-4o-mini,gpt-4o",
    "gpt-35-turbo,gpt-35",
    "gpt-4-1106-preview,gpt-4-1106",
    "gpt-4.1-nano,gpt-4.1",
    "azure/o3-mini,o3-mini",
    "o3-2025-04-16,o3",
    "anthropic/claude-sonnet-4.5,claude-sonnet-4-5",
    "claude-sonnet-4@20250514,claude-sonnet-4",
    "deepseek-ai/DeepSeek-V4,deepseek-v4",
    "moonshotai/kimi-k2-thinking,kimi",
    "openai.gpt-oss-120b-1:0,gpt-oss"
  })
  void findsAFamilyHoweverItsNameIsWritten(String model, String family) {
    assertThat(Model.of(model).family()).isEqualTo(family);
  }

  @ParameterizedTest
  @ValueSource(strings = {"gpt-55", "llama3.1", "marco1", "gpt2", "foo1", "", "xo3", "o35"})
  void anUnknownNameHasNoFamily(String model) {
    assertThat(Model.of(model).known()).isFalse();
    assertThat(Model.of(model).nearest(Level.HIGH)).isNull();
    assertThat(Model.of(model).bounded(1_000_000)).isEqualTo(1_000_000);
  }

  @Test
  void takesTheNearestEffortItKnows() {
    assertThat(Model.of("gpt-5").nearest(Level.MAX)).isEqualTo(Level.HIGH);
    assertThat(Model.of("gpt-5").nearest(Level.NONE)).isEqualTo(Level.MINIMAL);
    assertThat(Model.of("gpt-5.2").nearest(Level.NONE)).isEqualTo(Level.NONE);
    assertThat(Model.of("o3").nearest(Level.MINIMAL)).isEqualTo(Level.LOW);
    assertThat(Model.of("o3").nearest(Level.NONE)).isNull();
    assertThat(Model.of("gemini-3-pro").nearest(Level.MEDIUM)).isEqualTo(Level.LOW);
    assertThat(Model.of("gpt-4.1").nearest(Level.MEDIUM)).isNull();
  }

  @Test
  void tellsWhichClaudesTakeTwoSamplings() {
    assertThat(Model.of("claude-3-7-sonnet").samplesTwice()).isTrue();
    assertThat(Model.of("claude-instant-v1").samplesTwice()).isTrue();
    assertThat(Model.of("claude-sonnet-4").samplesTwice()).isFalse();
    assertThat(Model.of("claude-tomorrow").samplesTwice()).isFalse();
    assertThat(Model.of("claude-opus-5").samples()).isFalse();
  }
}
