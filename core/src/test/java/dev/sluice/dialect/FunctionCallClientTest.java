package dev.sluice.dialect;

import static dev.sluice.dialect.Sent.CHAT;
import static dev.sluice.dialect.Sent.MESSAGES;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.chat.BlockKind;
import dev.sluice.chat.Chunk;
import dev.sluice.chat.Extra;
import dev.sluice.chat.FinishReason;
import dev.sluice.chat.ToolKind;
import dev.sluice.frame.Bytes;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Clients that know only Chat's deprecated functions, with a provider that knows only tools. */
class FunctionCallClientTest {

  private static final String REQUEST =
      "{\"model\":\"m\",\"max_tokens\":9,\"functions\":[{\"name\":\"f\",\"parameters\":{}}],"
          + "\"function_call\":{\"name\":\"f\"},\"messages\":[{\"role\":\"user\",\"content\":\"q\"},"
          + "{\"role\":\"assistant\",\"content\":null,\"function_call\":{\"name\":\"f\","
          + "\"arguments\":\"{}\"}},{\"role\":\"function\",\"name\":\"f\",\"content\":\"r\"}]}";

  private static final List<Chunk> ANSWER =
      List.of(
          new Chunk.BlockStart(
              0, 0, BlockKind.TOOL, new Chunk.ToolHead("a", "f", ToolKind.FUNCTION), Extra.NONE),
          new Chunk.Arguments(0, 0, "{\"x\":1}", Extra.NONE),
          new Chunk.BlockEnd(0, 0),
          new Chunk.BlockStart(
              0, 1, BlockKind.TOOL, new Chunk.ToolHead("b", "g", ToolKind.FUNCTION), Extra.NONE),
          new Chunk.BlockEnd(0, 1),
          new Chunk.Finish(0, FinishReason.TOOL_CALLS, null, null, Extra.NONE),
          Chunk.End.END);

  @Test
  void itsRequestReachesAProviderOfTools() {
    var sent = Sent.of(CHAT, REQUEST, MESSAGES, "claude-sonnet-4-5");

    assertThat(sent.at("tools")).contains("\"name\":\"f\"");
    assertThat(sent.at("tool_choice"))
        .isEqualTo("{\"type\":\"tool\",\"name\":\"f\",\"disable_parallel_tool_use\":true}");
    assertThat(sent.at("messages")).contains("tool_use", "tool_result");
  }

  @Test
  void itsAnswerHasTheFormThatItKnows() {
    var accepted =
        (ReadResult.Accepted) CHAT.read(new ClientCall("/", Map.of(), REQUEST.getBytes(UTF_8)));
    var settings =
        new EncodeSettings(
            "r",
            "m",
            true,
            new Fresh(() -> 1L, () -> 1L),
            accepted.request().origin().functionCalls());

    assertThat(encoded(CHAT.streamEncoder(settings)))
        .contains("\"function_call\":{\"name\":\"f\",\"arguments\":\"\"}")
        .contains("\"function_call\":{\"arguments\":\"{\\\"x\\\":1}\"}")
        .contains("\"finish_reason\":\"function_call\"")
        .doesNotContain("tool_calls", "\"g\"");
    assertThat(encoded(CHAT.wholeEncoder(settings)))
        .contains("\"function_call\":{\"name\":\"f\",\"arguments\":\"{\\\"x\\\":1}\"}")
        .contains("\"finish_reason\":\"function_call\"")
        .doesNotContain("tool_calls");
  }

  private static String encoded(AnswerEncoder encoder) {
    var out = new Bytes(1024);
    ANSWER.forEach(chunk -> encoder.encode(chunk, out));
    return new String(out.array(), 0, out.length(), UTF_8);
  }
}
