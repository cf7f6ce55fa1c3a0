package dev.sluice.lab.script;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ScriptNameTest {
  private static ScriptName read(String model) {
    return ScriptName.parse(model).orElseThrow();
  }

  @Test
  void readsScenarioRowAndLetters() {
    var name = read("lab-text-u12-ms31000-n5");

    assertThat(name.problem()).isEmpty();
    assertThat(name.scenario()).isEqualTo("text");
    assertThat(name.row()).isEqualTo("u12");
    assertThat(name.letter("ms", 0)).isEqualTo(31000);
    assertThat(name.count("n", 0)).isEqualTo(5);
    assertThat(name.variant()).isEqualTo(1);
  }

  @Test
  void ignoresPrefixAndVersion() {
    assertThat(read("arn:aws:bedrock:us-east-1:1:inference-profile/lab-tools2:0").scenario())
        .isEqualTo("tools2");
    assertThat(read("openai/lab-s429-v3").variant()).isEqualTo(3);
  }

  @Test
  void isNoScriptWithoutThePrefix() {
    assertThat(ScriptName.parse("gpt-5")).isEmpty();
    assertThat(ScriptName.parse("my-lab-text")).isEmpty();
  }

  @Test
  void namesWhatItDoesNotKnow() {
    assertThat(read("lab-txt").problem()).contains("txt");
    assertThat(read("lab-text-u99").problem()).contains("u99");
    assertThat(read("lab-text-q5").problem()).contains("q5");
    assertThat(read("lab-text-n").problem()).contains("n");
  }

  @Test
  void keepsTheDashesOfAFixture() {
    var name = read("lab-replay-bedrock_converse-amazon-text-17d8ef--u7-c3");

    assertThat(name.fixture()).isEqualTo("bedrock_converse-amazon-text-17d8ef");
    assertThat(name.row()).isEqualTo("u7");
    assertThat(name.count("c", 0)).isEqualTo(3);
  }
}
