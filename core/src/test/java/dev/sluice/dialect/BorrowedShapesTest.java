package dev.sluice.dialect;

import static dev.sluice.dialect.Sent.CHAT;
import static dev.sluice.dialect.Sent.MESSAGES;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Chat requests in the shapes that Cursor and agents for several protocols send. */
class BorrowedShapesTest {

  private static final String HI = "{\"role\":\"user\",\"content\":\"hi\"}";

  private static String body(String messages, String members) {
    return "{\"model\":\"m\",\"max_tokens\":9,\"messages\":[" + messages + "]" + members + "}";
  }

  private static Sent chat(String json) {
    return Sent.of(CHAT, json, CHAT, "gpt-4.1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"name\":\"f\",\"description\":\"d\",\"parameters\":{\"type\":\"object\"}}",
        "{\"type\":\"function\",\"name\":\"f\",\"description\":\"d\",\"parameters\":{\"type\":\"object\"}}",
        "{\"name\":\"f\",\"description\":\"d\",\"input_schema\":{\"type\":\"object\"}}",
        "{\"type\":\"custom\",\"name\":\"f\",\"description\":\"d\",\"input_schema\":{\"type\":\"object\"}}",
        "{\"function\":{\"name\":\"f\",\"description\":\"d\",\"parameters\":{\"type\":\"object\"}}}"
      })
  void bareAndFlatToolsAreTools(String tool) {
    var sent = chat(body(HI, ",\"tools\":[" + tool + "]"));
    var claude = Sent.of(CHAT, body(HI, ",\"tools\":[" + tool + "]"), MESSAGES, "claude-3-haiku");

    assertThat(sent.at("tools"))
        .isEqualTo(
            "[{\"type\":\"function\",\"function\":{\"name\":\"f\",\"description\":\"d\","
                + "\"parameters\":{\"type\":\"object\"}}}]");
    assertThat(claude.at("tools")).contains("\"name\":\"f\"", "\"input_schema\"");
  }

  @Test
  void aFlatToolOfFreeTextStaysOne() {
    var sent =
        chat(
            body(
                HI, ",\"tools\":[{\"type\":\"custom\",\"name\":\"patch\",\"description\":\"d\"}]"));

    assertThat(sent.at("tools"))
        .isEqualTo("[{\"type\":\"custom\",\"custom\":{\"name\":\"patch\",\"description\":\"d\"}}]");
  }

  @Test
  void choicesOfOtherProtocolsAreUnderstood() {
    var tools = ",\"tools\":[{\"name\":\"f\",\"input_schema\":{}}],\"tool_choice\":";

    assertThat(chat(body(HI, tools + "{\"type\":\"any\"}")).at("tool_choice"))
        .isEqualTo("\"required\"");
    assertThat(chat(body(HI, tools + "{\"type\":\"auto\"}")).at("tool_choice"))
        .isEqualTo("\"auto\"");
    assertThat(chat(body(HI, tools + "{\"type\":\"tool\",\"name\":\"f\"}")).at("tool_choice"))
        .isEqualTo("{\"type\":\"function\",\"function\":{\"name\":\"f\"}}");
    assertThat(chat(body(HI, tools + "{\"type\":\"function\",\"name\":\"f\"}")).at("tool_choice"))
        .isEqualTo("{\"type\":\"function\",\"function\":{\"name\":\"f\"}}");
    assertThat(
            chat(body(HI, tools + "{\"type\":\"auto\",\"disable_parallel_tool_use\":true}"))
                .at("parallel_tool_calls"))
        .isEqualTo("false");
  }

  @Test
  void contentBlocksOfCallsAndResultsBecomeChats() {
    var history =
        HI
            + ",{\"role\":\"assistant\",\"content\":[{\"type\":\"thinking\",\"thinking\":\"hm\","
            + "\"signature\":\"s\"},{\"type\":\"text\",\"text\":\"I look.\"},"
            + "{\"type\":\"tool_use\",\"id\":\"t1\",\"name\":\"f\",\"input\":{\"a\":1.50}}]},"
            + "{\"role\":\"user\",\"content\":[{\"type\":\"tool_result\",\"tool_use_id\":\"t1\","
            + "\"content\":[{\"type\":\"text\",\"text\":\"r\"},{\"type\":\"image\",\"source\":"
            + "{\"type\":\"base64\",\"media_type\":\"image/png\",\"data\":\"AA==\"}}],"
            + "\"is_error\":true},{\"type\":\"text\",\"text\":\"and?\"}]}";
    var sent = chat(body(history, ""));

    assertThat(sent.at("messages"))
        .isEqualTo(
            "["
                + HI
                + ",{\"role\":\"assistant\",\"content\":[{\"type\":\"text\",\"text\":\"I look.\"}],"
                + "\"tool_calls\":[{\"id\":\"t1\",\"type\":\"function\",\"function\":"
                + "{\"name\":\"f\",\"arguments\":\"{\\\"a\\\":1.50}\"}}],"
                + "\"reasoning_content\":\"hm\"},{\"role\":\"tool\",\"tool_call_id\":\"t1\",\"content\":\"Error:"
                + " r\"},{\"role\":\"user\",\"content\":[{\"type\":\"image_url\",\"image_url\":"
                + "{\"url\":\"data:image/png;base64,AA==\"}},{\"type\":\"text\",\"text\":\"and?\"}]}]");
  }

  @Test
  void picturesAndPapersBecomeChats() {
    var parts =
        "{\"role\":\"user\",\"content\":[{\"type\":\"image\",\"source\":{\"type\":\"url\","
            + "\"url\":\"https://example.org/a.png\"}},{\"type\":\"input_text\",\"text\":\"x\"},"
            + "{\"type\":\"input_image\",\"image_url\":\"data:,\"},\"plain\","
            + "{\"type\":\"document\",\"source\":{\"type\":\"base64\","
            + "\"media_type\":\"application/pdf\",\"data\":\"AA==\"}},"
            + "{\"type\":\"document\",\"source\":{\"type\":\"text\",\"data\":\"T\"}}]}";

    assertThat(chat(body(parts, "")).at("messages"))
        .isEqualTo(
            "[{\"role\":\"user\",\"content\":[{\"type\":\"image_url\",\"image_url\":{\"url\":"
                + "\"https://example.org/a.png\"}},{\"type\":\"text\",\"text\":\"x\"},"
                + "{\"type\":\"image_url\",\"image_url\":{\"url\":\"data:,\"}},"
                + "{\"type\":\"text\",\"text\":\"plain\"},{\"type\":\"file\",\"file\":"
                + "{\"filename\":\"document.pdf\",\"file_data\":"
                + "\"data:application/pdf;base64,AA==\"}},{\"type\":\"text\",\"text\":\"T\"}]}]");
  }

  @Test
  void aRequestInChatsOwnShapesStaysAsItIs() {
    var own =
        body(
            "{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"x\",\"novel\":1}]}",
            ",\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"f\"},\"novel\":1},"
                + "{\"type\":\"web_search\"}],\"tool_choice\":{\"type\":\"allowed_tools\","
                + "\"allowed_tools\":{\"mode\":\"auto\",\"tools\":[]}},\"seed\":1.0");

    assertThat(chat(own).body().without("stream").without("stream_options").compact())
        .isEqualTo(
            own.replace("\"max_tokens\":9,", "")
                .replace("\"model\":\"m\"", "\"model\":\"gpt-4.1\"")
                .replace("\"seed\":1.0}", "\"seed\":1.0,\"max_completion_tokens\":9}"));
  }
}
