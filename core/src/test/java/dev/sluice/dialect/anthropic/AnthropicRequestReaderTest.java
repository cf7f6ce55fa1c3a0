package dev.sluice.dialect.anthropic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.Fixtures;
import dev.sluice.chat.ChatRequest;
import dev.sluice.chat.Effort;
import dev.sluice.chat.ErrorCode;
import dev.sluice.chat.Failure;
import dev.sluice.chat.Message;
import dev.sluice.chat.Part;
import dev.sluice.chat.ToolChoice;
import dev.sluice.chat.ToolKind;
import dev.sluice.dialect.ClientCall;
import dev.sluice.dialect.ReadResult;
import dev.sluice.dialect.Target;
import dev.sluice.dialect.WriteResult;
import dev.sluice.dialect.openai.OpenAiDialect;
import dev.sluice.json.Json;
import dev.sluice.json.MalformedJson;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class AnthropicRequestReaderTest {

  private static final String HI = "\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]";
  private static final String MIN = "\"model\":\"m\",\"max_tokens\":1," + HI;

  private static ReadResult read(String version, String body) {
    return Answers.DIALECT.read(
        new ClientCall("/v1/messages", Map.of("anthropic-version", version), body.getBytes(UTF_8)));
  }

  private static ChatRequest accepted(String members) {
    return switch (read("2023-06-01", "{" + MIN + members + "}")) {
      case ReadResult.Accepted accepted -> accepted.request();
      case ReadResult.Refused refused -> throw new AssertionError(refused.failure().message());
    };
  }

  private static Failure refused(String version, String body) {
    return switch (read(version, body)) {
      case ReadResult.Accepted accepted -> throw new AssertionError("accepted");
      case ReadResult.Refused refused -> refused.failure();
    };
  }

  private static void refuses(String body, String message) {
    var failure = refused("2023-06-01", body);
    assertThat(failure.code()).isEqualTo(ErrorCode.INVALID_REQUEST);
    assertThat(failure.message()).startsWith(message);
  }

  @Test
  void saysWhatIsWrongAndWhere() {
    refuses("{", "the body is not JSON");
    refuses("[]", "the body must be a JSON object");
    refuses("{\"max_tokens\":1," + HI + "}", "model: the field is required");
    refuses("{\"model\":\"m\"," + HI + "}", "max_tokens: the field is required");
    refuses("{\"model\":\"m\",\"max_tokens\":1}", "messages: the field is required");
    refuses("{\"model\":\"m\",\"max_tokens\":1e999999999," + HI + "}", "max_tokens: ");
    refuses("{" + MIN + ",\"stream\":1}", "stream: true or false is expected");
    refuses("{" + MIN + ",\"temperature\":\"x\"}", "temperature: a number is expected");
    refuses("{" + MIN + ",\"temperature\":1e999}", "temperature: the number is beyond the range");
    refuses("{" + MIN + ",\"tools\":[{}]}", "tools[0].name: the field is required");
    refuses("{" + MIN + ",\"thinking\":{}}", "thinking.type: the field is required");
    message("{\"role\":\"x\",\"content\":\"\"}", "messages[0].role: user, assistant or system");
    message("{\"role\":\"user\"}", "messages[0].content: the field is required");
    message("{\"role\":\"user\",\"content\":[{\"text\":\"\"}]}", "messages[0].content[0].type: ");
    message("{\"role\":\"user\",\"content\":[{\"type\":\"text\"}]}", "messages[0].content[0].text");
    message("3", "messages[0]: an object is expected");
  }

  private static void message(String message, String expected) {
    refuses("{\"model\":\"m\",\"max_tokens\":1,\"messages\":[" + message + "]}", expected);
  }

  @Test
  void versionIsKnownOrTheOlderOne() {
    assertThat(read("", "{" + MIN + ",\"temperature\":1}")).isInstanceOf(ReadResult.Accepted.class);
    assertThat(refused("2024-01-01", "{" + MIN + "}").message()).contains("unknown version");
    assertThat(read("2026-10-21", "{" + MIN + "}")).isInstanceOf(ReadResult.Accepted.class);
  }

  @Test
  void newerVersionRefusesWhatItNoLongerTakes() {
    newer(MIN + ",\"top_p\":1", "top_p");
    newer(
        "\"model\":\"m\",\"max_tokens\":1,\"messages\":[{\"role\":\"assistant\","
            + "\"content\":[{\"type\":\"document\"}]}]",
        "messages[0].content[0]");
    newer(
        "\"model\":\"m\",\"max_tokens\":1,\"messages\":[{\"role\":\"user\",\"content\":["
            + "{\"type\":\"search_result\",\"content\":[{\"type\":\"text\",\"text\":\"t\","
            + "\"citations\":[{}]}]}]}]",
        "messages[0].content[0].content[0].citations");
  }

  private static void newer(String members, String param) {
    assertThat(refused("2026-10-21", "{" + members + "}").param()).isEqualTo(param);
    assertThat(read("2023-06-01", "{" + members + "}")).isInstanceOf(ReadResult.Accepted.class);
  }

  @Test
  void readsTheNeutralMembers() {
    var request =
        accepted(
            ",\"system\":[{\"type\":\"text\",\"text\":\"s\",\"cache_control\":{}}],"
                + "\"stop_sequences\":[\"X\"],\"temperature\":0.5,\"top_k\":3,\"stream\":true,"
                + "\"metadata\":{\"user_id\":\"u\"},\"thinking\":{\"type\":\"adaptive\"},"
                + "\"output_config\":{\"effort\":\"max\"},\"service_tier\":\"auto\","
                + "\"tools\":[{\"name\":\"f\",\"input_schema\":{\"type\":\"object\"}}],"
                + "\"tool_choice\":{\"type\":\"any\",\"disable_parallel_tool_use\":true}");

    assertThat(request.messages().getFirst().role()).isEqualTo(Message.Role.SYSTEM);
    assertThat(request.sampling().stop()).containsExactly("X");
    assertThat(request.sampling().topK()).isEqualTo(3);
    assertThat(request.stream()).isTrue();
    assertThat(request.user()).isEqualTo("u");
    assertThat(request.effort()).isEqualTo(new Effort(Effort.Level.MAX, null));
    assertThat(request.tools().getFirst().schema()).isEqualTo("{\"type\":\"object\"}");
    assertThat(request.toolChoice()).isEqualTo(new ToolChoice.Required());
    assertThat(request.parallelCalls()).isFalse();
    assertThat(request.origin().droppable()).containsExactly("cache_control", "service_tier");
    assertThat(request.origin().blocking()).isEmpty();
  }

  @Test
  void namesWhatBlocksAnotherProtocol() {
    var request =
        accepted(
            ",\"container\":\"c\",\"output_config\":{\"format\":{\"type\":\"json_schema\"}},"
                + "\"tools\":[{\"type\":\"web_search_20250305\",\"name\":\"web_search\"}],"
                + "\"mcp_servers\":null");

    assertThat(request.origin().blocking())
        .extracting(ChatRequest.Blocking::param)
        .containsExactly("tools[0].type", "output_config.format", "container");
  }

  @Test
  void readsAToolLoop() {
    var body =
        "{\"model\":\"m\",\"max_tokens\":1,\"messages\":[{\"role\":\"assistant\",\"content\":["
            + "{\"type\":\"thinking\",\"thinking\":\"t\",\"signature\":\"S\"},"
            + "{\"type\":\"redacted_thinking\",\"data\":\"D\"},"
            + "{\"type\":\"tool_use\",\"id\":\"i\",\"name\":\"f\",\"input\":{\"n\": 1.50}}]},"
            + "{\"role\":\"user\",\"content\":[{\"type\":\"tool_result\",\"tool_use_id\":\"i\","
            + "\"is_error\":true,\"content\":[{\"type\":\"text\",\"text\":\"r\"},"
            + "{\"type\":\"image\"}]}]}]}";
    if (!(read("2023-06-01", body) instanceof ReadResult.Accepted accepted)) {
      throw new AssertionError("refused");
    }

    assertThat(accepted.request().messages().getFirst().parts())
        .containsExactly(
            new Part.Reasoning("t", "S", null),
            new Part.Reasoning("", null, "D"),
            new Part.ToolCall("i", "f", "{\"n\":1.50}", ToolKind.FUNCTION));
    assertThat(accepted.request().messages().getLast().parts())
        .containsExactly(
            new Part.ToolResult(
                "i",
                List.of(
                    new Part.Text("r"),
                    new Part.Foreign("messages[1].content[0].content[1]", "image")),
                true));
  }

  @Test
  void versionIsTheClientsOwnOrTheSettingInTranslation() {
    var own = new Target("p", "m", false, Set.of("x"), Optional.of("2026-10-21"), s -> true);

    if (!(Answers.DIALECT.write(accepted(",\"x\":1,\"temperature\":0.5"), own)
        instanceof WriteResult.Written written)) {
      throw new AssertionError("refused");
    }

    assertThat(written.call().headers()).containsEntry("anthropic-version", "2023-06-01");
    assertThat(new String(written.call().body(), UTF_8))
        .isEqualTo("{" + MIN + ",\"temperature\":0.5}");
    var chat =
        new OpenAiDialect()
            .read(
                new ClientCall(
                    "/v1/chat/completions",
                    Map.of(),
                    ("{\"model\":\"m\",\"temperature\":1," + HI + "}").getBytes(UTF_8)));
    if (!(chat instanceof ReadResult.Accepted translated)
        || !(Answers.DIALECT.write(translated.request(), own)
            instanceof WriteResult.Written sent)) {
      throw new AssertionError("refused");
    }
    assertThat(sent.call().headers()).containsEntry("anthropic-version", "2026-10-21");
    assertThat(sent.call().bearer()).isTrue();
    assertThat(written.call().bearer()).isFalse();
    assertThat(sent.dropped()).containsExactly("max_tokens", "temperature");
    assertThat(sent.call().stream()).isFalse();
  }

  static Stream<String> recorded() {
    return Fixtures.ids("anthropic").stream()
        .filter(id -> Files.exists(Fixtures.directory(id).resolve("request.json")))
        .filter(id -> !id.contains("http4") && !id.contains("vertex"));
  }

  @ParameterizedTest
  @MethodSource("recorded")
  void recordedRequestsPassUnchanged(String id) throws MalformedJson {
    var recorded = Json.parse(Fixtures.bytes(id, "request.json")).asObject().orElseThrow();
    var body = recorded.object("body").orElse(recorded);
    var call =
        new ClientCall("/v1/messages", Map.of("anthropic-version", "2023-06-01"), body.bytes());
    if (!(Answers.DIALECT.read(call) instanceof ReadResult.Accepted accepted)) {
      throw new AssertionError(id + ": " + Answers.DIALECT.read(call));
    }
    var request = accepted.request();
    var target = AnthropicRequestGoldenTest.target(request.model());

    var result = Answers.DIALECT.write(request, target);

    if (!(result instanceof WriteResult.Written written)) {
      throw new AssertionError("refused");
    }
    assertThat(Json.parse(written.call().body()))
        .isEqualTo(body.with("stream", new Json.Bool(true)));
    assertThat(written.dropped()).isEmpty();
  }
}
