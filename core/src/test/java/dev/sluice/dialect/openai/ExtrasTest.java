package dev.sluice.dialect.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.chat.Chunk;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Members that nobody here knows come out where they went in, between equal protocols only. */
class ExtrasTest {

  private static final List<Chunk> CHUNKS =
      Answers.stream(
          "{\"choices\":[],\"id\":\"\",\"model\":\"\",\"prompt_filter_results\":[{\"a\":1}]}",
          "{\"id\":\"c\",\"model\":\"m\",\"system_fingerprint\":\"fp\",\"service_tier\":\"default\","
              + "\"provider\":\"P\",\"obfuscation\":\"x1\",\"choices\":[{\"index\":0,\"delta\":"
              + "{\"role\":\"assistant\",\"content\":\"\"},\"content_filter_results\":{\"hate\":1.50}}]}",
          "{\"id\":\"c\",\"model\":\"m\",\"system_fingerprint\":\"fp\",\"service_tier\":\"default\","
              + "\"provider\":\"P\",\"obfuscation\":\"x2\",\"choices\":[{\"index\":0,\"delta\":"
              + "{\"content\":\"hi\",\"channel\":\"final\"},\"native_finish_reason\":null}]}",
          "{\"id\":\"c\",\"model\":\"m\",\"choices\":[{\"index\":0,\"delta\":{\"tool_calls\":[{\"index\":0,"
              + "\"id\":\"t\",\"type\":\"function\",\"function\":{\"name\":\"f\",\"arguments\":\"{}\"},"
              + "\"extra_content\":{\"google\":{\"thought_signature\":\"s\"}}}]}}]}",
          "{\"id\":\"c\",\"model\":\"m\",\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}",
          "{\"id\":\"c\",\"model\":\"m\",\"choices\":[],\"moderation\":{\"ok\":true},\"usage\":"
              + "{\"prompt_tokens\":3,\"completion_tokens\":4,\"total_tokens\":9,\"cost\":0.10,"
              + "\"prompt_tokens_details\":{\"audio_tokens\":0}}}",
          "[DONE]");

  private static final List<String> KEPT =
      List.of(
          "\"prompt_filter_results\":[{\"a\":1}]",
          "\"system_fingerprint\":\"fp\"",
          "\"service_tier\":\"default\"",
          "\"provider\":\"P\"",
          "\"content_filter_results\":{\"hate\":1.50}",
          "\"channel\":\"final\"",
          "\"native_finish_reason\":null",
          "\"extra_content\":{\"google\":{\"thought_signature\":\"s\"}}",
          "\"moderation\":{\"ok\":true}");

  @Test
  void passStreamedToStreamed() {
    var stream = Answers.streamed(true, CHUNKS);

    assertThat(stream).contains(KEPT).contains("\"obfuscation\":\"x2\"");
    assertThat(stream).contains("\"total_tokens\":9,", "\"cost\":0.10", "{\"audio_tokens\":0}");
  }

  @Test
  void passEvenWhenTheUsageIsNotForwarded() {
    var stream = Answers.streamed(false, CHUNKS);

    assertThat(stream).contains(KEPT).doesNotContain("\"usage\"").doesNotContain("\"cost\"");
  }

  @Test
  void passStreamedToWhole() {
    var whole = Answers.whole(CHUNKS);

    assertThat(whole).contains(KEPT).doesNotContain("obfuscation");
    assertThat(whole).contains("\"total_tokens\":9,", "\"cost\":0.10", "{\"audio_tokens\":0}");
  }

  @Test
  void passWholeToStreamed() {
    var again = Answers.whole(Answers.whole(CHUNKS));

    assertThat(Answers.streamed(true, again)).contains(KEPT);
    assertThat(Answers.whole(again)).isEqualTo(Answers.whole(CHUNKS));
  }

  @Test
  void keepReasoningUnderBothNamesAndItsDetailsJoined() {
    var chunks =
        Answers.stream(
            reasoning("a"),
            reasoning("b"),
            "{\"choices\":[{\"delta\":{\"content\":\"t\"}}]}",
            "[DONE]");

    assertThat(Answers.streamed(true, chunks))
        .contains(
            "\"reasoning_content\":\"b\",\"reasoning\":\"b\",\"reasoning_details\":[{\"type\":\"reasoning.text\"");
    assertThat(Answers.whole(chunks))
        .contains("\"reasoning_content\":\"ab\",\"reasoning\":\"ab\"")
        .contains(
            "\"reasoning_details\":[{\"type\":\"reasoning.text\",\"index\":0,\"text\":\"ab\"}]");
  }

  private static String reasoning(String text) {
    return "{\"choices\":[{\"index\":0,\"delta\":{\"reasoning\":\""
        + text
        + "\",\"reasoning_details\":[{\"type\":\"reasoning.text\",\"text\":\""
        + text
        + "\",\"index\":0}]}}]}";
  }

  @Test
  void standInEveryChunkWhenTheyStandInEveryChunk() {
    var events = Answers.streamed(true, CHUNKS).split("\n\n", -1);

    assertThat(events[events.length - 2]).isEqualTo("data: [DONE]");
    for (var i = 0; i < events.length - 2; i++) {
      assertThat(events[i]).contains("\"system_fingerprint\":\"fp\"").contains("\"id\":\"c\"");
    }
  }

  @Test
  void standInAChunkOnceWhenTwoOfTheProvidersAreMergedIntoOne() {
    var chunks =
        Answers.stream(
            "{\"choices\":[{\"index\":0,\"delta\":{\"content\":\"t\"}}],\"pad\":\"1\"}",
            "{\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}],\"pad\":\"2\"}",
            "{\"choices\":[],\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":1},\"pad\":\"3\"}",
            "[DONE]");

    for (var event : Answers.streamed(true, chunks).split("\n\n", -1)) {
      assertThat(event.split("\"pad\"", -1)).as(event).hasSizeLessThanOrEqualTo(2);
    }
  }

  @Test
  void keepTheProvidersSumOfTokensWhereItLeavesTheCachedOnesOut() {
    var chunks =
        Answers.stream(
            "{\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}],\"usage\":"
                + "{\"prompt_tokens\":7,\"completion_tokens\":8,\"total_tokens\":15,"
                + "\"prompt_tokens_details\":{\"cached_tokens\":161}}}",
            "[DONE]");

    assertThat(Answers.whole(chunks))
        .contains("\"prompt_tokens\":7,\"completion_tokens\":8,\"total_tokens\":15,");
  }
}
