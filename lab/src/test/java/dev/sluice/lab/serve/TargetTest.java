package dev.sluice.lab.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.lab.ask.Protocol;
import org.junit.jupiter.api.Test;

class TargetTest {
  @Test
  void decidesByTheEndOfThePath() {
    assertThat(Target.of("POST", "/openai/v1/chat/completions"))
        .isEqualTo(new Target.Generate(Protocol.CHAT, "", false));
    assertThat(Target.of("POST", "/v1/messages"))
        .isEqualTo(new Target.Generate(Protocol.MESSAGES, "", false));
    assertThat(Target.of("GET", "/v1/models")).isEqualTo(new Target.Models());
    assertThat(Target.of("GET", "/v1/models/a%2Fb")).isEqualTo(new Target.Model("a/b"));
    assertThat(Target.of("POST", "/v1/messages/count_tokens")).isEqualTo(new Target.Unknown());
  }

  @Test
  void decodesABedrockIdOnce() {
    assertThat(Target.of("POST", "/base/model/arn%3Aaws%3Ax%2Fus.a-v1%3A0/converse-stream"))
        .isEqualTo(new Target.Generate(Protocol.CONVERSE, "arn:aws:x/us.a-v1:0", true));
    assertThat(Target.of("POST", "/model/us.a/b:0/converse"))
        .isEqualTo(new Target.Generate(Protocol.CONVERSE, "us.a/b:0", false));
    assertThat(Target.of("POST", "/model/a%2520b+c/converse"))
        .isEqualTo(new Target.Generate(Protocol.CONVERSE, "a%20b+c", false));
  }
}
