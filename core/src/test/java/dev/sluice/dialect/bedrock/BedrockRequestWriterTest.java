package dev.sluice.dialect.bedrock;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.chat.BlockKind;
import dev.sluice.chat.Chunk;
import dev.sluice.chat.Effort;
import dev.sluice.chat.Extra;
import dev.sluice.chat.Message;
import dev.sluice.chat.Part;
import dev.sluice.chat.Sampling;
import dev.sluice.chat.Tool;
import dev.sluice.chat.ToolChoice;
import dev.sluice.chat.ToolKind;
import dev.sluice.dialect.ClientCall;
import dev.sluice.dialect.ReadResult;
import dev.sluice.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BedrockRequestWriterTest {

  private static Requests.Builder chat() {
    return new Requests.Builder();
  }

  private static Sampling sampling(
      @Nullable Integer max, @Nullable Double temperature, @Nullable Double topP) {
    return new Sampling(max, temperature, topP, null, List.of());
  }

  private static String member(Requests.Builder request, String model, String name) {
    return Requests.body(request.written(model)).get(name).map(Json::compact).orElse("");
  }

  @Test
  void putsTheModelIntoThePath() {
    var written = chat().written(Requests.CLAUDE);

    assertThat(written.call().path())
        .isEqualTo("/model/us.anthropic.claude-sonnet-4-5-20250929-v1%3A0/converse-stream");
    assertThat(written.call().stream()).isTrue();
    assertThat(Requests.text(written))
        .isEqualTo("{\"messages\":[{\"role\":\"user\",\"content\":[{\"text\":\"hi\"}]}]}");
    assertThat(written.dropped()).isEmpty();
  }

  @Test
  void mergesTurnsDropsBlankTextAndBeginsWithTheUser() {
    var request =
        chat()
            .messages(
                Requests.system("a"),
                Requests.system(" "),
                Requests.assistant(new Part.Text("b")),
                Requests.user("c"),
                Requests.user(""),
                Requests.system("later"),
                Requests.user("d"),
                Requests.assistant(new Part.Text(" ")),
                Requests.user("e"),
                Requests.assistant(new Part.Refusal("no"), new Part.Text("f  \n")));

    assertThat(member(request, Requests.NOVA, "system")).isEqualTo("[{\"text\":\"a\"}]");
    assertThat(member(request, Requests.NOVA, "messages"))
        .isEqualTo(
            "[{\"role\":\"user\",\"content\":[{\"text\":\".\"}]},"
                + "{\"role\":\"assistant\",\"content\":[{\"text\":\"b\"}]},"
                + "{\"role\":\"user\",\"content\":[{\"text\":\"c\"},"
                + "{\"text\":\"<system>later</system>\"},{\"text\":\"d\"},{\"text\":\"e\"}]},"
                + "{\"role\":\"assistant\",\"content\":[{\"text\":\"no\"},{\"text\":\"f\"}]}]");
  }

  @Test
  void putsResultsFirstInTheOrderOfTheCallsAndAnswersEveryCall() {
    var request =
        chat()
            .messages(
                Requests.user("go"),
                Requests.assistant(
                    Requests.call("c1", "{\"n\":1.0}"),
                    Requests.call("c2", ""),
                    Requests.call("c3", "cut{")),
                Requests.result("c2", "two"),
                Requests.user("and"),
                Requests.result("c1", "{\"x\":1}"))
            .tools("f");

    assertThat(member(request, Requests.NOVA, "messages"))
        .isEqualTo(
            "[{\"role\":\"user\",\"content\":[{\"text\":\"go\"}]},"
                + "{\"role\":\"assistant\",\"content\":["
                + "{\"toolUse\":{\"toolUseId\":\"c1\",\"name\":\"f\",\"input\":{\"n\":1.0}}},"
                + "{\"toolUse\":{\"toolUseId\":\"c2\",\"name\":\"f\",\"input\":{}}},"
                + "{\"toolUse\":{\"toolUseId\":\"c3\",\"name\":\"f\",\"input\":{\"_raw\":\"cut{\"}}}]},"
                + "{\"role\":\"user\",\"content\":["
                + "{\"toolResult\":{\"toolUseId\":\"c1\",\"content\":[{\"text\":\"{\\\"x\\\":1}\"}]}},"
                + "{\"toolResult\":{\"toolUseId\":\"c2\",\"content\":[{\"text\":\"two\"}]}},{\"toolResult\":{\"toolUseId\":\"c3\",\"content\":[{\"text\":\"tool"
                + " call was not executed\"}],\"status\":\"error\"}},{\"text\":\"and\"}]}]");
  }

  @Test
  void givesIllegalCallIdsOneThatFollowsFromThemAlone() {
    var odd = "id with blanks " + "x".repeat(80);
    var request =
        chat()
            .messages(Requests.assistant(Requests.call(odd, "{}")), Requests.result(odd, "r"))
            .tools("f");

    var messages = member(request, Requests.NOVA, "messages");

    assertThat(messages).doesNotContain(odd);
    assertThat(messages.split(LegalNames.IDS.id(odd), -1)).hasSize(3);
  }

  @Test
  void renamesAToolThatBedrockRejectsAndKnowsItsOwnName() {
    var written = chat().tools("a.b").choice(new ToolChoice.One("a.b")).written(Requests.CLAUDE);

    var legal = LegalNames.TOOLS.name("a.b");
    assertThat(Requests.text(written))
        .doesNotContain("a.b")
        .contains("\"toolSpec\":{\"name\":\"" + legal + "\"")
        .contains("\"tool\":{\"name\":\"" + legal + "\"}");
    var names = new ArrayList<String>();
    written
        .call()
        .words()
        .before(chunk -> {
          if (chunk instanceof Chunk.BlockStart start && start.tool() != null) {
            names.add(start.tool().name());
          }
        })
        .accept(
            new Chunk.BlockStart(
                0,
                0,
                BlockKind.TOOL,
                new Chunk.ToolHead("c", legal, ToolKind.FUNCTION),
                Extra.NONE));
    assertThat(names).containsExactly("a.b");
    assertThat(written.dropped()).containsExactly("tools[0].name");
  }

  @Test
  void writesToolsAndChoices() {
    var spec =
        "{\"toolSpec\":{\"name\":\"f\",\"inputSchema\":{\"json\":"
            + "{\"type\":\"object\",\"properties\":{}}}}}";
    assertThat(member(chat().tools("f"), Requests.NOVA, "toolConfig"))
        .isEqualTo("{\"tools\":[" + spec + "]}");
    assertThat(
            member(
                chat().tools("f").choice(new ToolChoice.Required()), Requests.NOVA, "toolConfig"))
        .isEqualTo("{\"tools\":[" + spec + "],\"toolChoice\":{\"any\":{}}}");
    assertThat(
            member(chat().tools("f").choice(new ToolChoice.One("f")), Requests.NOVA, "toolConfig"))
        .endsWith(",\"toolChoice\":{\"tool\":{\"name\":\"f\"}}}");
    assertThat(member(chat().tools("f").choice(new ToolChoice.Auto()), Requests.NOVA, "toolConfig"))
        .endsWith(",\"toolChoice\":{\"auto\":{}}}");
  }

  @Test
  void makesAnObjectOfASchemaAndWrapsFreeText() {
    var union = new Tool("f", "d", "{\"anyOf\":[]}", true, ToolKind.FUNCTION);
    var custom = new Tool("g", null, null, null, ToolKind.CUSTOM);

    assertThat(member(chat().tool(union), Requests.NOVA, "toolConfig"))
        .isEqualTo(
            "{\"tools\":[{\"toolSpec\":{\"name\":\"f\",\"description\":\"d\",\"inputSchema\":"
                + "{\"json\":{\"type\":\"object\",\"properties\":{}}},\"strict\":true}}]}");
    assertThat(member(chat().tool(custom), Requests.NOVA, "toolConfig"))
        .contains("\"properties\":{\"input\":{\"type\":\"string\"}}");
  }

  @Test
  void dropsToolsForNoneUnlessTheHistoryHasCalls() {
    var none = new ToolChoice.None();
    var history =
        chat().messages(Requests.assistant(Requests.call("c", "{}")), Requests.result("c", "r"));

    assertThat(member(chat().tools("f").choice(none), Requests.NOVA, "toolConfig")).isEmpty();
    assertThat(member(history.tools("f", "g").choice(none), Requests.NOVA, "toolConfig"))
        .contains("\"g\"")
        .doesNotContain("toolChoice");
    assertThat(member(history, Requests.NOVA, "system")).contains("Do not call any tool");
    assertThat(member(history.tools(), Requests.NOVA, "toolConfig")).contains("\"name\":\"f\"");
  }

  @Test
  void asksClaudeAloneForOneCallAtATime() {
    var request = chat().tools("f").choice(new ToolChoice.Required()).oneAtATime();

    assertThat(member(request, Requests.CLAUDE, "additionalModelRequestFields"))
        .isEqualTo("{\"tool_choice\":{\"type\":\"any\",\"disable_parallel_tool_use\":true}}");
    assertThat(member(request, Requests.CLAUDE, "toolConfig")).doesNotContain("toolChoice");
    assertThat(request.written(Requests.NOVA).dropped()).containsExactly("parallel_calls");
  }

  @Test
  void clampsSamplingAndAsksForTheStopSequence() {
    var sampling = new Sampling(0, 1.5, null, 40, List.of("END", ""));
    var claude = chat().sampling(sampling).written(Requests.CLAUDE);
    var nova = chat().sampling(sampling).written(Requests.NOVA);

    assertThat(Requests.text(claude))
        .endsWith(
            "\"inferenceConfig\":{\"maxTokens\":1,\"temperature\":1,\"stopSequences\":[\"END\"]},"
                + "\"additionalModelRequestFields\":{\"top_k\":40},"
                + "\"additionalModelResponseFieldPaths\":[\"/delta/stop_sequence\"]}");
    assertThat(claude.dropped()).containsExactly("temperature", "stop");
    assertThat(nova.dropped()).containsExactly("temperature", "top_k", "stop");
    assertThat(Requests.text(nova)).doesNotContain("additionalModelRequestFields");
  }

  @Test
  void sendsNewClaudesNoTemperatureWithTopP() {
    var both = chat().sampling(sampling(null, 0.5, 0.9));
    var opus = "us.anthropic.claude-opus-5-20260901-v1:0";

    assertThat(both.written(Requests.CLAUDE).dropped()).containsExactly("top_p");
    assertThat(both.written(opus).dropped()).containsExactly("temperature", "top_p");
    assertThat(both.written(Requests.NOVA).dropped()).isEmpty();
  }

  @Test
  void asksForThinkingInTheWordsOfTheModel() {
    var high = chat().effort(Effort.Level.HIGH).sampling(sampling(2_000, 0.5, null));
    var fields = "additionalModelRequestFields";

    assertThat(member(high, Requests.CLAUDE, fields))
        .isEqualTo("{\"thinking\":{\"type\":\"enabled\",\"budget_tokens\":38400}}");
    assertThat(member(high, Requests.CLAUDE, "inferenceConfig")).isEqualTo("{\"maxTokens\":40400}");
    assertThat(high.written(Requests.CLAUDE).dropped())
        .containsExactly("max_tokens", "temperature");
    assertThat(member(high, "anthropic.claude-opus-4-8-v1", fields))
        .isEqualTo(
            "{\"thinking\":{\"type\":\"adaptive\",\"display\":\"summarized\"},"
                + "\"output_config\":{\"effort\":\"high\"}}");
    assertThat(member(high, "openai.gpt-oss-120b-1:0", fields))
        .isEqualTo("{\"reasoning_effort\":\"high\"}");
    assertThat(member(high, "us.amazon.nova-2-lite-v1:0", fields))
        .isEqualTo("{\"reasoningConfig\":{\"type\":\"enabled\",\"maxReasoningEffort\":\"high\"}}");
    assertThat(high.written(Requests.NOVA).dropped()).containsExactly("effort");
    assertThat(member(chat().effort(Effort.Level.NONE), "anthropic.claude-opus-4-8-v1", fields))
        .isEqualTo("{\"thinking\":{\"type\":\"disabled\"}}");
  }

  @Test
  void keepsOwnReasoningFirstAndDropsForeign() {
    var own = new Part.Reasoning("hm", "own-1", null);
    var foreign = new Part.Reasoning("hm", "foreign", null);
    var ours = new Part.Reasoning("hm", "sluice", null);
    var hidden = new Part.Reasoning("", null, "own-2");
    var request =
        chat()
            .messages(
                Requests.user("go"),
                Requests.assistant(
                    new Part.Text("so"), Requests.call("c", "{}"), own, hidden, foreign, ours),
                Requests.result("c", "r"))
            .tools("f");

    assertThat(member(request, Requests.CLAUDE, "messages"))
        .contains(
            "\"content\":[{\"reasoningContent\":{\"reasoningText\":"
                + "{\"text\":\"hm\",\"signature\":\"own-1\"}}},"
                + "{\"reasoningContent\":{\"redactedContent\":\"own-2\"}},{\"text\":\"so\"}");
    assertThat(request.written(Requests.CLAUDE).dropped())
        .containsExactly("messages[1].reasoning_content");
  }

  @Test
  void switchesThinkingOffWhenTheReasoningOfACallIsGone() {
    var request =
        chat()
            .from("anthropic")
            .effort(Effort.Level.LOW)
            .messages(
                Requests.system("s"),
                Requests.user("go"),
                Requests.assistant(
                    new Part.Reasoning("hm", "foreign", null), Requests.call("c", "{}")),
                Requests.result("c", "r"))
            .tools("f")
            .written(Requests.CLAUDE);

    assertThat(request.dropped()).containsExactly("messages[1].content[0].thinking", "thinking");
    assertThat(Requests.text(request)).doesNotContain("budget_tokens");
  }

  @Test
  void switchesThinkingOffForAForcedCall() {
    var request =
        chat()
            .effort(Effort.Level.LOW)
            .tools("f")
            .choice(new ToolChoice.Required())
            .written(Requests.CLAUDE);

    assertThat(request.dropped()).containsExactly("effort");
    assertThat(Requests.text(request)).contains("\"any\"").doesNotContain("budget_tokens");
  }

  @Test
  void refusesWhatCannotBeTranslated() {
    var blocked = chat().blocking("n", "n: one answer only").build();
    var image =
        chat()
            .messages(
                new Message(
                    Message.Role.USER,
                    List.of(new Part.Foreign("messages[0].content[1]", "image_url"))))
            .build();
    var target = Requests.target(Requests.CLAUDE);

    assertThat(Requests.refused(blocked, target).message()).isEqualTo("n: one answer only");
    assertThat(Requests.refused(image, target).param()).isEqualTo("messages[0].content[1]");
    assertThat(Requests.refused(image, target).message()).contains("image_url", "Bedrock");
  }

  @Test
  void standsInForAUserWhoSaysNothing() {
    var empty =
        chat().messages(Requests.system("Greet."), Requests.user(" ")).written(Requests.CLAUDE);

    assertThat(Requests.text(empty))
        .contains("\"messages\":[{\"role\":\"user\",\"content\":[{\"text\":\".\"}]}]")
        .contains("\"system\":[{\"text\":\"Greet.\"}]");
  }

  @Test
  void namesWhatItDropsAndKeepsTheUserWhereItIsLegal() {
    var request = chat().droppable("seed", "logit_bias").user("u-1").written(Requests.NOVA);
    var odd = chat().user("ü").written(Requests.NOVA);

    assertThat(request.dropped()).containsExactly("seed", "logit_bias");
    assertThat(Requests.text(request)).endsWith("\"requestMetadata\":{\"user\":\"u-1\"}}");
    assertThat(odd.dropped()).containsExactly("user");
  }

  @Test
  void sendsItsOwnProtocolOnByteForByte() {
    var json =
        "{ \"messages\" : [{\"role\":\"user\",\"content\":[{\"text\":\"\"}]}],\n"
            + "\"guardrailConfig\":{\"x\":1.50},\"novel\":[1e3] }";

    var written = Requests.written(Requests.accepted(json), Requests.target("a/b"));

    assertThat(written.call().body()).isEqualTo(json.getBytes(UTF_8));
    assertThat(written.call().path()).isEqualTo("/model/a%2Fb/converse-stream");
  }

  @Test
  void movesTheStopSequenceWhenAWholeAnswerIsAskedForAsAStream() {
    var json =
        "{\"messages\":[],\"additionalModelResponseFieldPaths\":[\"/id\",\"/stop_sequence\"]}";
    var call = new ClientCall("/model/m/converse", Map.of(), json.getBytes(UTF_8));
    var read = (ReadResult.Accepted) Answers.DIALECT.read(call);
    var stream =
        new Answers.Stream()
            .start()
            .event(
                "messageStop",
                "{\"stopReason\":\"stop_sequence\",\"additionalModelResponseFields\":"
                    + "{\"delta\":{\"stop_sequence\":\"END\"}}}")
            .decode();

    assertThat(Requests.text(Requests.written(read.request(), Requests.target("m"))))
        .contains("[\"/id\",\"/delta/stop_sequence\"]");
    assertThat(Answers.encodeWhole(stream))
        .contains("\"additionalModelResponseFields\":{\"stop_sequence\":\"END\"}");
    assertThat(Frames.lines(Answers.encode(stream)))
        .contains(
            "messageStop {\"stopReason\":\"stop_sequence\",\"additionalModelResponseFields\":"
                + "{\"delta\":{\"stop_sequence\":\"END\"}}}");
  }

  @Test
  void leavesOutWhatTheTargetRejectsAndKeepsNumbers() {
    var json =
        "{\"messages\":[],\"serviceTier\":{\"type\":\"flex\"},"
            + "\"inferenceConfig\":{\"topP\":0.90,\"maxTokens\":5}}";

    var written =
        Requests.written(
            Requests.accepted(json),
            Requests.target("m", "serviceTier", "inferenceConfig.maxTokens", "absent.x"));

    assertThat(Requests.text(written))
        .isEqualTo("{\"messages\":[],\"inferenceConfig\":{\"topP\":0.90}}");
    assertThat(written.dropped()).isEmpty();
  }

  @Test
  void takesReasoningOutOfItsOwnProtocolThatWeSigned() {
    var json =
        "{\"messages\":[{\"role\":\"assistant\",\"content\":["
            + "{\"reasoningContent\":{\"reasoningText\":{\"text\":\"t\",\"signature\":\"sluice\"}}},"
            + "{\"toolUse\":{\"toolUseId\":\"t\",\"name\":\"f\",\"input\":{}}}]}],"
            + "\"additionalModelRequestFields\":{\"thinking\":{\"type\":\"enabled\","
            + "\"budget_tokens\":1024},\"x\":1}}";

    var written = Requests.written(Requests.accepted(json), Requests.target(Requests.CLAUDE));

    assertThat(written.dropped())
        .containsExactly("messages[0].content[0].reasoningContent", "thinking");
    assertThat(Requests.text(written))
        .isEqualTo(
            "{\"messages\":[{\"role\":\"assistant\",\"content\":["
                + "{\"toolUse\":{\"toolUseId\":\"t\",\"name\":\"f\",\"input\":{}}}]}],"
                + "\"additionalModelRequestFields\":{\"x\":1}}");
  }
}
