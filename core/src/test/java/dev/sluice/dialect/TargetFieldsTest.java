package dev.sluice.dialect;

import static dev.sluice.dialect.Sent.CHAT;
import static dev.sluice.dialect.Sent.CONVERSE;
import static dev.sluice.dialect.Sent.MESSAGES;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** No field reaches a model that is known to refuse it; what is left out is named. */
class TargetFieldsTest {

  private static final String SONNET = "claude-sonnet-4-5";
  private static final String ON_AWS = "us.anthropic.claude-sonnet-4-5-20250929-v1:0";

  private static Sent messages(String members, String model) {
    return Sent.of(MESSAGES, messagesBody(members), CHAT, model);
  }

  private static String messagesBody(String members) {
    return "{\"model\":\"m\",\"max_tokens\":400,\"messages\":[{\"role\":\"user\","
        + "\"content\":\"hi\"}]"
        + members
        + "}";
  }

  private static String chatBody(String members) {
    return "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]" + members + "}";
  }

  private static String converseBody(String members) {
    return "{\"messages\":[{\"role\":\"user\",\"content\":[{\"text\":\"hi\"}]}]" + members + "}";
  }

  // ---- effort and thinking (cases 98, 100, 101, 146, 194)

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\1',
      textBlock =
          """
          gpt-4.1 | "output_config":{"effort":"medium"} | | output_config.effort
          gpt-4o | "thinking":{"type":"enabled","budget_tokens":1024},"output_config":{"effort":"high"} | | thinking
          gpt-4.1 | "thinking":{"type":"disabled"},"output_config":{"effort":"medium"} | | thinking
          llama3.1 | "thinking":{"type":"disabled"} | | thinking
          llama3.1 | "output_config":{"effort":"high"} | | output_config.effort
          gpt-3.5-turbo | "thinking":{"type":"adaptive"} | | thinking
          gpt-5-mini | "thinking":{"type":"disabled"} | "minimal" |
          gpt-5.1 | "thinking":{"type":"disabled"} | "none" |
          o3 | "thinking":{"type":"disabled"} | | thinking
          o4-mini | "output_config":{"effort":"max"} | "high" |
          gpt-5.2 | "output_config":{"effort":"max"} | "xhigh" |
          gpt-5 | "output_config":{"effort":"xhigh"} | "high" |
          gpt-oss:20b | "output_config":{"effort":"medium"} | "medium" |
          grok-4 | "output_config":{"effort":"medium"} | | output_config.effort
          gemini-3-pro-preview | "output_config":{"effort":"medium"} | "low" |
          """)
  void effortGoesToModelsThatKnowIt(String model, String asked, String sent, String dropped) {
    var result = messages("," + asked, model);

    assertThat(result.at("reasoning_effort")).isEqualTo(sent == null ? "" : sent);
    assertThat(result.dropped())
        .containsExactlyElementsOf(
            dropped == null ? java.util.List.of() : java.util.List.of(dropped));
    assertThat(result.at("thinking")).isEmpty();
    assertThat(result.at("output_config")).isEmpty();
  }

  @Test
  void betaFieldsStayWithTheirProtocol() {
    var fields =
        ",\"context_management\":{\"edits\":[]},\"output_config\":{\"effort\":\"medium\"},"
            + "\"temperature\":1,\"cache_control\":{\"type\":\"ephemeral\"},\"speed\":\"fast\"";

    var chat = messages(fields, "gpt-4.1");
    var own = Sent.of(MESSAGES, messagesBody(fields), MESSAGES, SONNET);

    assertThat(chat.body().members().keySet())
        .containsExactly(
            "model",
            "messages",
            "stream",
            "stream_options",
            "max_completion_tokens",
            "temperature");
    assertThat(chat.dropped()).contains("context_management", "cache_control", "speed");
    assertThat(own.at("context_management")).isNotEmpty();
    assertThat(own.dropped()).isEmpty();
  }

  @Test
  void noEffortIsSaidInEachModelsWay() {
    var asked = chatBody(",\"max_tokens\":400,\"reasoning_effort\":\"none\"");

    assertThat(Sent.of(CHAT, asked, MESSAGES, SONNET).at("output_config")).isEmpty();
    assertThat(Sent.of(CHAT, asked, MESSAGES, SONNET).at("thinking")).contains("disabled");
    assertThat(Sent.of(CHAT, asked, CONVERSE, ON_AWS).body().compact()).doesNotContain("none");
  }

  // ---- the bound of the output (case 103)

  @ParameterizedTest
  @ValueSource(strings = {"-1", "0", "-1.0", "-2147483649"})
  void aBoundBelowOneIsNoBound(String bound) {
    var asked = chatBody(",\"max_tokens\":" + bound);
    var claude = Sent.of(CHAT, asked, MESSAGES, SONNET);
    var aws = Sent.of(CHAT, asked, CONVERSE, ON_AWS);
    var chat = Sent.of(CHAT, asked, CHAT, "llama3");

    assertThat(claude.at("max_tokens")).isEqualTo("64000");
    assertThat(aws.at("inferenceConfig")).isEmpty();
    assertThat(chat.at("max_tokens")).isEmpty();
    assertThat(java.util.List.of(claude, aws, chat))
        .allSatisfy(sent -> assertThat(sent.dropped()).containsExactly("max_tokens"));
  }

  @Test
  void aBoundBelowOneIsNoBoundInAnyProtocol() {
    var messages = messagesBody("").replace("400", "-1");
    var converse = converseBody(",\"inferenceConfig\":{\"maxTokens\":0,\"temperature\":1}");

    assertThat(Sent.of(MESSAGES, messages, CHAT, "gpt-4.1").at("max_completion_tokens")).isEmpty();
    assertThat(Sent.of(MESSAGES, messages, MESSAGES, SONNET).at("max_tokens")).isEqualTo("64000");
    assertThat(Sent.of(MESSAGES, messages.replace("-1", "0"), MESSAGES, SONNET).at("max_tokens"))
        .as("only warms the cache")
        .isEqualTo("0");
    var own = Sent.of(CONVERSE, converse, CONVERSE, ON_AWS);
    assertThat(own.at("inferenceConfig")).isEqualTo("{\"temperature\":1}");
    assertThat(own.dropped()).containsExactly("inferenceConfig.maxTokens");
    assertThat(Sent.of(CONVERSE, converse, MESSAGES, SONNET).dropped())
        .containsExactly("inferenceConfig.maxTokens");
  }

  @Test
  void awholeNumberMayBeWrittenWithAPoint() {
    var asked = chatBody(",\"max_tokens\":4096.0");

    assertThat(Sent.of(CHAT, asked, CHAT, "llama3").at("max_tokens")).isEqualTo("4096");
    assertThat(Sent.of(CHAT, asked, MESSAGES, SONNET).at("max_tokens")).isEqualTo("4096");
  }

  @ParameterizedTest
  @CsvSource({
    "gpt-4.1,max_completion_tokens,400",
    "o3,max_completion_tokens,400",
    "gpt-5,max_completion_tokens,400",
    "mistral-large,max_tokens,400",
    "llama3,max_tokens,400"
  })
  void theBoundHasTheNameThatTheModelKnows(String model, String name, String bound) {
    assertThat(messages("", model).at(name)).isEqualTo(bound);
    var chat = Sent.of(CHAT, chatBody(",\"max_tokens\":400"), CHAT, model);
    assertThat(chat.at(name)).isEqualTo(bound);
  }

  @Test
  void aBoundBeyondTheModelsIsCutAndNamed() {
    var large = messagesBody("").replace("400", "32000");
    var chat = Sent.of(MESSAGES, large, CHAT, "gpt-4o");
    var claude = Sent.of(CHAT, chatBody(",\"max_tokens\":200000"), MESSAGES, SONNET);
    var aws = Sent.of(CHAT, chatBody(",\"max_tokens\":200000"), CONVERSE, ON_AWS);

    assertThat(chat.at("max_completion_tokens")).isEqualTo("16384");
    assertThat(claude.at("max_tokens")).isEqualTo("64000");
    assertThat(aws.at("inferenceConfig.maxTokens")).isEqualTo("64000");
    assertThat(java.util.List.of(chat, claude, aws))
        .allSatisfy(sent -> assertThat(sent.dropped()).containsExactly("max_tokens"));
  }

  @Test
  void aBoundThatWeInventIsNamed() {
    var known = Sent.of(CHAT, chatBody(""), MESSAGES, "claude-opus-4-1");
    var unknown = Sent.of(CHAT, chatBody(""), MESSAGES, "somebody-s-model");

    assertThat(known.at("max_tokens")).isEqualTo("32000");
    assertThat(unknown.at("max_tokens")).isEqualTo("4096");
    assertThat(known.dropped()).containsExactly("max_tokens");
    assertThat(unknown.dropped()).containsExactly("max_tokens");
  }

  // ---- sampling and stop (cases 74, 191)

  @ParameterizedTest
  @ValueSource(strings = {"o3", "o4-mini", "gpt-5", "gpt-5.2", "openai/gpt-5-mini"})
  void modelsThatReasonTakeNoSampling(String model) {
    var sent =
        messages(
            ",\"temperature\":0.2,\"top_p\":0.9,\"top_k\":5,\"stop_sequences\":[\"END\"]", model);

    assertThat(sent.body().members()).doesNotContainKeys("temperature", "top_p", "top_k", "stop");
    assertThat(sent.dropped()).containsExactly("temperature", "top_p", "top_k", "stop_sequences");
  }

  @Test
  void clippedTemperaturesAreNamed() {
    var asked = chatBody(",\"max_tokens\":9,\"temperature\":1.7");
    var claude = Sent.of(CHAT, asked, MESSAGES, SONNET);
    var nova = Sent.of(CHAT, asked, CONVERSE, "amazon.nova-micro-v1:0");

    assertThat(claude.at("temperature")).isEqualTo("1");
    assertThat(nova.at("inferenceConfig.temperature")).isEqualTo("1");
    assertThat(claude.dropped()).containsExactly("temperature");
    assertThat(nova.dropped()).containsExactly("temperature");
  }

  @Test
  void ofTemperatureAndTopPNewClaudesGetOne() {
    var asked = chatBody(",\"max_tokens\":9,\"temperature\":0.7,\"top_p\":0.9");

    for (var model : new String[] {SONNET, "claude-tomorrow"}) {
      var sent = Sent.of(CHAT, asked, MESSAGES, model);
      assertThat(sent.at("temperature")).isEqualTo("0.7");
      assertThat(sent.at("top_p")).isEmpty();
      assertThat(sent.dropped()).containsExactly("top_p");
    }
    var newest = Sent.of(CHAT, asked, MESSAGES, "claude-opus-5");
    assertThat(newest.dropped()).containsExactly("temperature", "top_p");
    assertThat(Sent.of(CHAT, asked, MESSAGES, "claude-3-5-haiku").dropped()).isEmpty();
  }

  @Test
  void theFirstFourStopSequencesGoToChat() {
    var sent =
        messages(",\"stop_sequences\":[\"A\",\"B\",\"\",\"C\",\"D\",\"E\",\"F\"]", "gpt-4.1");

    assertThat(sent.at("stop")).isEqualTo("[\"A\",\"B\",\"C\",\"D\"]");
    assertThat(sent.dropped()).containsExactly("stop_sequences");
  }

  @Test
  void blankStopSequencesDoNotGoToClaude() {
    var asked = chatBody(",\"max_tokens\":400,\"stop\":[\"\\n\",\"\",\"END\"]");

    assertThat(Sent.of(CHAT, asked, MESSAGES, SONNET).at("stop_sequences")).isEqualTo("[\"END\"]");
    assertThat(Sent.of(CHAT, asked, CONVERSE, ON_AWS).at("inferenceConfig.stopSequences"))
        .isEqualTo("[\"END\"]");
  }

  // ---- who asks (case 95)

  @Test
  void aLongUserIdBecomesAShortOneAlwaysTheSame() {
    var id = "{\\\"device_id\\\":\\\"" + "d".repeat(150) + "\\\"}";
    var first = messages(",\"metadata\":{\"user_id\":\"" + id + "\"}", "gpt-4.1");
    var again = messages(",\"metadata\":{\"user_id\":\"" + id + "\"}", "llama3");
    var other = messages(",\"metadata\":{\"user_id\":\"" + id + "x\"}", "gpt-4.1");
    var mistral = messages(",\"metadata\":{\"user_id\":\"" + id + "\"}", "mistral-large-latest");

    assertThat(first.at("user")).matches("\"[0-9A-Za-z]{32}\"").isEqualTo(again.at("user"));
    assertThat(other.at("user")).isNotEqualTo(first.at("user"));
    assertThat(first.dropped()).containsExactly("metadata.user_id");
    assertThat(mistral.at("user")).isEmpty();
    assertThat(mistral.dropped()).containsExactly("metadata.user_id");
    assertThat(messages(",\"metadata\":{\"user_id\":\"u\"}", "gpt-4.1").dropped()).isEmpty();
    assertThat(messages(",\"metadata\":{\"user_id\":\"\"}", "gpt-4.1").at("user")).isEmpty();
    assertThat(
            Sent.of(
                    CHAT,
                    chatBody(",\"max_tokens\":1,\"user\":\"" + id.repeat(3) + "\""),
                    MESSAGES,
                    SONNET)
                .at("metadata.user_id"))
        .hasSize(34);
  }

  // ---- tools (cases 92, 155)

  @Test
  void everyTargetGetsASchemaThatItTakes() {
    var tools =
        ",\"tools\":[{\"name\":\"a\",\"input_schema\":{\"type\":\"object\",\"properties\":{},"
            + "\"required\":null}},{\"name\":\"b\",\"type\":\"custom\",\"input_examples\":[{}],"
            + "\"defer_loading\":true,\"input_schema\":{\"anyOf\":[{\"type\":\"object\"}]}}]";
    var chat = messages(tools, "gpt-4.1");
    var aws = Sent.of(MESSAGES, messagesBody(tools), CONVERSE, ON_AWS);

    assertThat(chat.at("tools")).doesNotContain("null", "anyOf", "defer_loading", "input_examples");
    assertThat(aws.at("toolConfig")).doesNotContain("null", "anyOf", "defer_loading");
    assertThat(chat.dropped()).containsExactly("input_examples", "defer_loading");
  }

  @Test
  void noToolIsOfferedTwice() {
    var tool = "{\"type\":\"function\",\"function\":{\"name\":\"a\"}}";
    var asked = chatBody(",\"max_tokens\":1,\"tools\":[" + tool + "," + tool + "]");
    var converse =
        ",\"toolConfig\":{\"tools\":[{\"toolSpec\":{\"name\":\"a\"}},{\"toolSpec\":{\"name\":\"a\"}}]}";
    var claude = Sent.of(CHAT, asked, MESSAGES, SONNET);
    var aws = Sent.of(CHAT, asked, CONVERSE, ON_AWS);
    var chat = Sent.of(CONVERSE, converseBody(converse), CHAT, "gpt-4.1");

    assertThat(claude.body().array("tools")).hasSize(1);
    assertThat(aws.body().object("toolConfig").orElseThrow().array("tools")).hasSize(1);
    assertThat(chat.body().array("tools")).hasSize(1);
    assertThat(claude.dropped()).containsExactly("tools[1]");
    assertThat(aws.dropped()).containsExactly("tools[1]");
  }

  @Test
  void anEmptyListOfToolsIsLeftOut() {
    var chat =
        ",\"tools\":[],\"tool_choice\":\"auto\",\"parallel_tool_calls\":true,\"functions\":[]";
    var messages = ",\"tools\":[],\"tool_choice\":{\"type\":\"auto\"}";
    var converse = ",\"toolConfig\":{\"tools\":[]}";

    for (var model : new String[] {"gpt-4.1", "llama3"}) {
      assertThat(Sent.of(CHAT, chatBody(chat), CHAT, model).body().members())
          .doesNotContainKeys("tools", "tool_choice", "parallel_tool_calls", "functions");
      assertThat(messages(messages, model).body().members())
          .doesNotContainKeys("tools", "tool_choice");
    }
    assertThat(Sent.of(MESSAGES, messagesBody(messages), MESSAGES, SONNET).body().members())
        .doesNotContainKeys("tools", "tool_choice");
    assertThat(Sent.of(CHAT, chatBody(chat), MESSAGES, SONNET).at("tools")).isEmpty();
    assertThat(Sent.of(CONVERSE, converseBody(converse), CONVERSE, ON_AWS).at("toolConfig"))
        .isEmpty();
    assertThat(Sent.of(CONVERSE, converseBody(converse), CHAT, "gpt-4.1").at("tools")).isEmpty();
  }

  @Test
  void theSwitchForParallelCallsGoesWhereItIsKnown() {
    var asked =
        ",\"tools\":[{\"name\":\"a\",\"input_schema\":{}}],"
            + "\"tool_choice\":{\"type\":\"auto\",\"disable_parallel_tool_use\":true}";

    assertThat(messages(asked, "gpt-5").at("parallel_tool_calls")).isEqualTo("false");
    assertThat(messages(asked, "o3-mini").at("parallel_tool_calls")).isEmpty();
    assertThat(messages(asked, "o3-mini").dropped())
        .containsExactly("tool_choice.disable_parallel_tool_use");
  }

  // ---- what only one protocol knows (cases 66, 105)

  @Test
  void unknownBlocksInSystemMessagesPassBetweenEqualProtocols() {
    var body =
        "{\"model\":\"m\",\"max_tokens\":9,\"messages\":[{\"role\":\"user\",\"content\":\"hi\"},"
            + "{\"role\":\"assistant\",\"content\":\"Hello.\"},{\"role\":\"system\",\"content\":["
            + "{\"type\":\"tool_addition\",\"tool\":{\"name\":\"x\"}},"
            + "{\"type\":\"text\",\"text\":\"A tool came.\"}]},"
            + "{\"role\":\"user\",\"content\":\"go on\"}]}";
    var own = Sent.of(MESSAGES, body, MESSAGES, SONNET);
    var chat = Sent.of(MESSAGES, body, CHAT, "gpt-4.1");

    assertThat(own.at("messages")).contains("tool_addition");
    assertThat(chat.at("messages")).contains("A tool came.").doesNotContain("tool_addition");
    assertThat(chat.dropped()).contains("messages[2].content[0]");
  }

  @Test
  void aFormatOfTheAnswerIsRefusedWhereItCannotBeKept() {
    var format = ",\"response_format\":{\"type\":\"json_schema\",\"json_schema\":{\"name\":\"x\"}}";

    assertThat(Sent.refusal(CHAT, chatBody(format), MESSAGES, SONNET).param())
        .isEqualTo("response_format");
    assertThat(Sent.refusal(CHAT, chatBody(format), CONVERSE, ON_AWS).message())
        .startsWith("response_format: ");
  }
}
