package dev.sluice.dialect.openai;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.chat.ChatRequest;
import dev.sluice.chat.Effort;
import dev.sluice.chat.ErrorCode;
import dev.sluice.chat.Failure;
import dev.sluice.chat.Message;
import dev.sluice.chat.Part;
import dev.sluice.chat.Sampling;
import dev.sluice.dialect.ClientCall;
import dev.sluice.dialect.ReadResult;
import dev.sluice.dialect.Target;
import dev.sluice.dialect.WriteResult;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is refused and how it is named; what a target changes. */
class RequestTest {

  private static final OpenAiDialect DIALECT = new OpenAiDialect();
  private static final String HI = "\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]";

  private static Failure refused(String body) {
    var result = DIALECT.read(new ClientCall("/", Map.of(), body.getBytes(UTF_8)));
    assertThat(result).isInstanceOf(ReadResult.Refused.class);
    return ((ReadResult.Refused) result).failure();
  }

  private static ChatRequest read(String body) {
    return RequestGoldenTest.read(body.getBytes(UTF_8));
  }

  private static WriteResult.Written written(ChatRequest request, String model) {
    var target = new Target("p", model, true, Set.of(), Optional.empty(), signature -> false);
    return (WriteResult.Written) DIALECT.write(request, target);
  }

  private static WriteResult.Written written(ChatRequest request, boolean stream, String... not) {
    var target = new Target("p", "m2", stream, Set.of(not), Optional.empty(), signature -> false);
    var result = DIALECT.write(request, target);
    assertThat(result).isInstanceOf(WriteResult.Written.class);
    return (WriteResult.Written) result;
  }

  private static WriteResult.Written written(String model, ChatRequest request) {
    var target = new Target("p", model, true, Set.of(), Optional.empty(), signature -> false);
    var result = DIALECT.write(request, target);
    assertThat(result).isInstanceOf(WriteResult.Written.class);
    return (WriteResult.Written) result;
  }

  private static String body(WriteResult.Written written) {
    return new String(written.call().body(), UTF_8);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"messages":[{"role":"user","content":"x"}]} | model
          {"model":"","messages":[]} | model
          {"model":"m"} | messages
          {"model":"m","messages":[]} | messages
          {"model":"m","messages":{}} | messages
          {"model":"m","messages":[7]} | messages[0]
          {"model":"m","messages":[{"content":"x"}]} | messages[0].role
          {"model":"m","messages":[{"role":"king","content":"x"}]} | messages[0].role
          {"model":"m","messages":[{"role":"user"}]} | messages[0].content
          {"model":"m","messages":[{"role":"user","content":5}]} | messages[0].content
          {"model":"m","messages":[{"role":"user","content":[{"text":"x"}]}]} | messages[0].content[0].type
          {"model":"m","messages":[{"role":"user","content":[{"type":"text"}]}]} | messages[0].content[0].text
          {"model":"m","messages":[{"role":"tool","content":"x"}]} | messages[0].tool_call_id
          {"model":"m","messages":[{"role":"assistant","tool_calls":[{"id":"a"}]}]} | messages[0].tool_calls[0].function
          {"model":"m","messages":[{"role":"user","content":"x"}],"stream":"yes"} | stream
          {"model":"m","messages":[{"role":"user","content":"x"}],"temperature":"hot"} | temperature
          {"model":"m","messages":[{"role":"user","content":"x"}],"max_tokens":1.5} | max_tokens
          {"model":"m","messages":[{"role":"user","content":"x"}],"max_tokens":99999999999} | max_tokens
          {"model":"m","messages":[{"role":"user","content":"x"}],"stop":[1]} | stop[0]
          {"model":"m","messages":[{"role":"user","content":"x"}],"tools":[{"type":"function"}]} | tools[0].function
          {"model":"m","messages":[{"role":"user","content":"x"}],"tools":[{"type":"function","function":{}}]} | tools[0].function.name
          {"model":"m","messages":[{"role":"user","content":"x"}],"tool_choice":3} | tool_choice
          """)
  void namesWhatIsWrongAndWhere(String body, String param) {
    var failure = refused(body);

    assertThat(failure.code()).isEqualTo(ErrorCode.INVALID_REQUEST);
    assertThat(failure.param()).isEqualTo(param);
    assertThat(failure.message()).startsWith(param + ": ");
  }

  @Test
  void refusesWhatIsNotAnObject() {
    assertThat(refused("").message()).contains("not JSON");
    assertThat(refused("{\"model\":\"m\"").message()).contains("not JSON");
    assertThat(refused("[]").message()).contains("object");
    assertThat(refused("[".repeat(100_000)).code()).isEqualTo(ErrorCode.INVALID_REQUEST);
  }

  @Test
  void leavesOutWhatTheProviderRejects() {
    var request =
        read(
            "{\"model\":\"m\",\"seed\":1,\"max_completion_tokens\":9,\"tools\":[{\"type\":\"function\","
                + "\"function\":{\"name\":\"f\",\"strict\":true}}],"
                + "\"messages\":[{\"role\":\"developer\",\"content\":\"d\"}]}");

    var written =
        written(
            request,
            true,
            "stream_options",
            "seed",
            "strict",
            "developer",
            "max_completion_tokens");

    assertThat(body(written))
        .isEqualTo(
            "{\"model\":\"m2\",\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"f\"}}],"
                + "\"messages\":[{\"role\":\"system\",\"content\":\"d\"}],\"stream\":true,"
                + "\"max_tokens\":9}");
    assertThat(written.dropped()).isEmpty();
  }

  @Test
  void asksForAWholeAnswerWhenTheRouteSaysSo() {
    var written =
        written(read("{\"model\":\"m\",\"stream\":true,\"stream_options\":{}," + HI + "}"), false);

    assertThat(body(written)).isEqualTo("{\"model\":\"m2\",\"stream\":false," + HI + "}");
    assertThat(written.call().stream()).isFalse();
    assertThat(written.call().path()).isEqualTo("/chat/completions");
  }

  @Test
  void neverStreamsAWholeSpokenAnswer() {
    var request = read("{\"model\":\"m\",\"audio\":{\"format\":\"wav\"}," + HI + "}");

    assertThat(written(request, true).call().stream()).isFalse();
  }

  private static ChatRequest other(List<Message> messages, Sampling sampling, Effort effort) {
    var request = RequestGoldenTest.foreign(read("{\"model\":\"m\"," + HI + "}"));
    return new ChatRequest(
        request.origin(),
        "m",
        true,
        true,
        messages,
        List.of(),
        request.toolChoice(),
        null,
        sampling,
        effort,
        null);
  }

  private static final Sampling NONE = new Sampling(null, null, null, null, List.of());
  private static final Effort SILENT = new Effort(null, null);

  @Test
  void marksAFailedResultOnce() {
    var call = new Part.ToolCall("c", "f", "", dev.sluice.chat.ToolKind.FUNCTION);
    var failed = new Part.ToolResult("c", List.of(new Part.Text("no")), true);
    var marked = new Part.ToolResult("c", List.of(new Part.Text("Error: no")), true);
    var messages =
        List.of(
            new Message(Message.Role.ASSISTANT, List.of(call)),
            new Message(Message.Role.USER, List.of(failed, new Part.Text("go on"))),
            new Message(Message.Role.ASSISTANT, List.of(call)),
            new Message(Message.Role.USER, List.of(marked)));

    var body = body(written(other(messages, NONE, SILENT), true));

    assertThat(body).contains("\"arguments\":\"{}\"").doesNotContain("Error: Error");
    assertThat(body)
        .contains(
            "{\"role\":\"tool\",\"tool_call_id\":\"c\",\"content\":\"Error: no\"},"
                + "{\"role\":\"user\",\"content\":\"go on\"}");
  }

  @Test
  void saysHowMuchToReason() {
    var hi = List.of(new Message(Message.Role.USER, List.of(new Part.Text("hi"))));
    var sampling = new Sampling(10_000, null, null, 5, List.of());

    var budget = written(other(hi, sampling, new Effort(null, 3_500)), "gpt-5");
    var level = written(other(hi, NONE, new Effort(Effort.Level.XHIGH, 1)), "gpt-5.2");

    assertThat(body(budget)).contains("\"reasoning_effort\":\"medium\"");
    assertThat(budget.dropped()).containsExactly("top_k");
    assertThat(body(level)).contains("\"reasoning_effort\":\"xhigh\"");
  }

  @Test
  void sendsTheBeginningOfAnAnswerOnAsTheModelWantsIt() {
    var messages =
        List.of(
            new Message(Message.Role.USER, List.of(new Part.Text("hi"))),
            new Message(Message.Role.ASSISTANT, List.of(new Part.Text("{ "))));

    assertThat(body(written(other(messages, NONE, SILENT), true)))
        .contains(
            "{\"role\":\"user\",\"content\":\"hi\"},{\"role\":\"assistant\",\"content\":\"{\"}]");
    assertThat(body(written("mistral-large-latest", other(messages, NONE, SILENT))))
        .contains("{\"role\":\"assistant\",\"content\":\"{\",\"prefix\":true}]");
    assertThat(body(written("gemini-3-pro", other(messages, NONE, SILENT))))
        .contains("\"content\":\"{ \"},{\"role\":\"user\",\"content\":\"Continue.\"}]");
  }

  @Test
  void givesMistralNineCharactersAndItsOwnOrder() {
    var call = new Part.ToolCall("call_1", "f", "", dev.sluice.chat.ToolKind.FUNCTION);
    var result = new Part.ToolResult("call_1", List.of(new Part.Text("r")), false);
    var messages =
        List.of(
            new Message(Message.Role.USER, List.of(new Part.Text("go"))),
            new Message(Message.Role.ASSISTANT, List.of(call)),
            new Message(Message.Role.USER, List.of(result, new Part.Text("and?"))));

    assertThat(body(written("mistral-large-latest", other(messages, NONE, SILENT))))
        .containsPattern(
            "\"tool_calls\":\\[\\{\"id\":\"([a-zA-Z0-9]{9})\".*\"tool_call_id\":\"\\1\"")
        .contains(
            "{\"role\":\"assistant\",\"content\":\"OK.\"},{\"role\":\"user\",\"content\":\"and?\"}]");
  }

  @Test
  void spellsAChatHistoryAsTheMakersOwnServersWantIt() {
    var longId = "toolu_" + "x".repeat(50);
    var history =
        read(
            ("{'model':'m','messages':[{'role':'user','content':'go'},{'role':'assistant',"
                 + "'tool_calls':[{'id':'ID','type':'function','function':{'name':'a</b>','arguments':'{}'}}]},"
                 + "{'role':'tool','tool_call_id':'ID','content':'r'}]}")
                .replace('\'', '"')
                .replace("ID", longId));

    assertThat(body(written(history, false))).contains(longId).contains("a</b>");
    assertThat(body(written("gpt-5.2", history)))
        .doesNotContain(longId)
        .contains("\"name\":\"a__b__")
        .containsPattern("\"id\":\"(call_[a-zA-Z0-9]{24})\".*\"tool_call_id\":\"\\1\"");
    assertThat(body(written("open-mistral-nemo", history)))
        .containsPattern("\"id\":\"([a-zA-Z0-9]{9})\".*\"tool_call_id\":\"\\1\"");
  }

  @Test
  void isStrictOnlyWithASchemaThatIs() {
    var open = "{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"string\"}}}";
    var closed =
        "{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"string\"}},"
            + "\"required\":[\"a\"],\"additionalProperties\":false}";

    assertThat(body(written(RequestGoldenTest.foreign(read(strict(open))), true)))
        .doesNotContain("strict");
    assertThat(body(written(RequestGoldenTest.foreign(read(strict(closed))), true)))
        .contains("\"strict\":true");
    assertThat(body(written(read(strict(open)), true))).contains("\"strict\":true");
  }

  private static String strict(String schema) {
    return "{\"model\":\"m\",\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"f\","
        + "\"strict\":true,\"parameters\":"
        + schema
        + "}}],"
        + HI
        + "}";
  }
}
