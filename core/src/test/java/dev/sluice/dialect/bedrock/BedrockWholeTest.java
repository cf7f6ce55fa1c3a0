package dev.sluice.dialect.bedrock;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.chat.AnswerFold;
import dev.sluice.chat.Chunk;
import dev.sluice.chat.ErrorCode;
import dev.sluice.chat.FinishReason;
import java.util.List;
import org.junit.jupiter.api.Test;

class BedrockWholeTest {

  private static final String ANSWER =
      "{\"output\":{\"message\":{\"role\":\"assistant\",\"content\":["
          + "{\"reasoningContent\":{\"reasoningText\":{\"text\":\"hm\",\"signature\":\"S\"}}},"
          + "{\"reasoningContent\":{\"redactedContent\":\"QQ==\"}},{\"text\":\"Hi\"},"
          + "{\"citationsContent\":{\"content\":[{\"text\":\"so\"}],"
          + "\"citations\":[{\"title\":\"t\",\"location\":{\"web\":{\"url\":\"https://a\"}}}]}},"
          + "{\"toolUse\":{\"toolUseId\":\"t1\",\"name\":\"add\",\"input\":{\"a\":1.50}}},"
          + "{\"toolResult\":{\"toolUseId\":\"s\",\"type\":\"code\",\"content\":[{\"text\":\"4\"}]}}"
          + "]}},\"stopReason\":\"tool_use\","
          + "\"usage\":{\"inputTokens\":3,\"outputTokens\":2,\"cacheReadInputTokens\":7,"
          + "\"totalTokens\":12},\"metrics\":{\"latencyMs\":9},\"serviceTier\":{\"type\":\"flex\"},"
          + "\"additionalModelResponseFields\":{\"stop_sequence\":\"END\"}}";

  @Test
  void losesNothingBetweenEqualProtocols() {
    assertThat(Answers.encodeWhole(Answers.decodeWhole(ANSWER))).isEqualTo(ANSWER);
  }

  @Test
  void isTheSameAnswerAsItsStream() {
    var chunks = Answers.decodeWhole(ANSWER);

    assertThat(Answers.encodeWhole(Answers.decode(Answers.encode(chunks)))).isEqualTo(ANSWER);
  }

  @Test
  void readsEachPart() {
    var fold = new AnswerFold();
    Answers.decodeWhole(ANSWER).forEach(fold::accept);

    assertThat(fold.blocks()).hasSize(6);
    assertThat(fold.blocks().get(0).signature()).contains("S");
    assertThat(fold.blocks().get(1).redacted()).contains("QQ==");
    assertThat(fold.blocks().get(3).citations().getFirst().url()).isEqualTo("https://a");
    assertThat(fold.blocks().get(4).text()).isEqualTo("{\"a\":1.50}");
    assertThat(fold.finishes().values())
        .containsExactly(
            new Chunk.Finish(
                0,
                FinishReason.TOOL_CALLS,
                "tool_use",
                "END",
                fold.finishes().values().iterator().next().extra()));
    assertThat(fold.usage().inputTotal()).isEqualTo(10);
  }

  @Test
  void failsWhenItIsNoAnswer() {
    var broken = Answers.failure(Answers.decodeWhole("{\"output\":"));
    var empty = Answers.failure(Answers.decodeWhole("{}"));
    var error = Answers.failure(Answers.decodeWhole("{\"message\":\"no\"}"));
    var page =
        Answers.failure(
            Answers.decode(
                Answers.head("text/html"), false, List.of("<p>secret</p>".getBytes(UTF_8))));

    assertThat(broken.code()).isEqualTo(ErrorCode.UPSTREAM_PROTOCOL);
    assertThat(empty.code()).isEqualTo(ErrorCode.UPSTREAM_PROTOCOL);
    assertThat(error.code()).isEqualTo(ErrorCode.UPSTREAM_ERROR);
    assertThat(error.message()).isEqualTo("no");
    assertThat(page.toString()).doesNotContain("secret");
  }

  @Test
  void givesACallWithoutArgumentsAnEmptyObject() {
    var chunks =
        Answers.decodeWhole(
            "{\"output\":{\"message\":{\"content\":[{\"toolUse\":{\"toolUseId\":\"t\",\"name\":\"f\"}}"
                + "]}},\"stopReason\":\"tool_use\",\"usage\":{},\"metrics\":{}}");

    assertThat(Answers.encodeWhole(chunks)).contains("\"input\":{}");
  }
}
