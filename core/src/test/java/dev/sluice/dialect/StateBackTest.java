package dev.sluice.dialect;

import static dev.sluice.dialect.Sent.CHAT;
import static dev.sluice.dialect.Sent.CONVERSE;
import static dev.sluice.dialect.Sent.MESSAGES;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.chat.ChatRequest;
import dev.sluice.frame.Bytes;
import dev.sluice.json.Json;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * State that a Chat provider wants back survives a tool loop: what a client of another protocol is
 * given in an answer, and sends back as it came, reaches the provider as the provider wrote it.
 */
class StateBackTest {

  private static final String GEMINI =
      """
      {"id":"x","model":"gemini-3","choices":[{"index":0,"finish_reason":"tool_calls","message":{
       "role":"assistant","tool_calls":[{"id":"call_1","type":"function",
       "extra_content":{"google":{"thought_signature":"AbC+/w=="}},
       "function":{"name":"f","arguments":"{}"}},
       {"id":"call_2","type":"function","function":{"name":"f","arguments":"{\\"a\\":1}"}}]}}]}
      """;

  private static final String ENCRYPTED =
      """
      {"id":"x","model":"m","choices":[{"index":0,"finish_reason":"tool_calls","message":{
       "role":"assistant","content":null,"reasoning":"because","reasoning_details":[
       {"type":"reasoning.text","text":"because","signature":"c2ln","format":"anthropic-claude-v1","index":0},
       {"type":"reasoning.encrypted","data":"gAAA-_w","id":"rs_1","format":"openai-responses-v1","index":1}],
       "tool_calls":[{"id":"call_1","type":"function","function":{"name":"f","arguments":"{}"}}]}}]}
      """;

  private static final String DEEPSEEK =
      """
      {"id":"x","model":"deepseek-v4","choices":[{"index":0,"finish_reason":"tool_calls","message":{
       "role":"assistant","content":"","reasoning_content":"because",
       "tool_calls":[{"id":"call_1","type":"function","function":{"name":"f","arguments":"{}"}}]}}]}
      """;

  static Dialect[] clients() {
    return new Dialect[] {MESSAGES, CONVERSE};
  }

  /** The message of the assistant that the provider gets when its answer comes back. */
  private static Json.Obj back(Dialect client, String answer, String model) throws Exception {
    var turn = answered(client, answer);
    var request =
        client.equals(MESSAGES)
            ? "{\"model\":\"m\",\"max_tokens\":9,\"messages\":[{\"role\":\"user\",\"content\":\"q\"},"
                  + "{\"role\":\"assistant\",\"content\":"
                + turn
                + "},{\"role\":\"user\",\"content\":[{\"type\":\"tool_result\","
                + "\"tool_use_id\":\"call_1\",\"content\":\"r\"},{\"type\":\"tool_result\","
                + "\"tool_use_id\":\"call_2\",\"content\":\"r\"}]}]}"
            : "{\"messages\":[{\"role\":\"user\",\"content\":[{\"text\":\"q\"}]},"
                + "{\"role\":\"assistant\",\"content\":"
                + reencoded(turn)
                + "},{\"role\":\"user\",\"content\":[{\"toolResult\":{\"toolUseId\":\"call_1\","
                + "\"content\":[{\"text\":\"r\"}]}},{\"toolResult\":{\"toolUseId\":\"call_2\","
                + "\"content\":[{\"text\":\"r\"}]}}]}]}";
    var sent = Sent.of(client, request, CHAT, model);
    return sent.body().array("messages").stream()
        .flatMap(message -> message.asObject().stream())
        .filter(message -> message.text("role").orElse("").equals("assistant"))
        .findFirst()
        .orElseThrow();
  }

  /** The content of the answer as the client gets it. */
  private static String answered(Dialect client, String answer) throws Exception {
    var fresh = new Fresh(() -> 1L, () -> 1L);
    var encoder = client.wholeEncoder(new EncodeSettings("req", "m", true, fresh));
    var out = new Bytes(1024);
    var decoder =
        CHAT.decoder(
            new ProviderHead(200, Map.of("content-type", "application/json")),
            new DecodeSettings("p", 1, false, 1 << 20, 1 << 20, fresh),
            chunk -> encoder.encode(chunk, out));
    var bytes = answer.getBytes(UTF_8);
    decoder.feed(bytes, 0, bytes.length);
    decoder.end();
    var body = Json.parse(out.array(), 0, out.length()).asObject().orElseThrow();
    var message =
        client.equals(MESSAGES)
            ? body
            : body.object("output").flatMap(output -> output.object("message")).orElseThrow();
    return Json.Arr.of(message.array("content")).compact();
  }

  /** As AWS's SDKs do: a blob is decoded into bytes, which are encoded again. */
  private static String reencoded(String content) throws Exception {
    var blocks = Json.Arr.of();
    for (var element : ((Json.Arr) Json.parse(content.getBytes(UTF_8))).elements()) {
      var block = element.asObject().orElseThrow();
      var data = block.object("reasoningContent").flatMap(r -> r.text("redactedContent"));
      if (data.isPresent()) {
        var again = Base64.getEncoder().encodeToString(Base64.getDecoder().decode(data.get()));
        block = block.with("reasoningContent", Json.Obj.of().put("redactedContent", again));
      }
      blocks.add(block);
    }
    return blocks.compact();
  }

  @ParameterizedTest
  @MethodSource("clients")
  void geminisSignatureComesBackOnItsCall(Dialect client) throws Exception {
    var calls = back(client, GEMINI, "gemini-3-pro").array("tool_calls");

    assertThat(calls.getFirst().compact())
        .contains("\"extra_content\":{\"google\":{\"thought_signature\":\"AbC+/w==\"}}");
    assertThat(calls.getLast().compact()).doesNotContain("extra_content");
  }

  @ParameterizedTest
  @MethodSource("clients")
  void encryptedReasoningComesBackAsItWas(Dialect client) throws Exception {
    var details = back(client, ENCRYPTED, "openai/gpt-5").array("reasoning_details");

    assertThat(details).hasSize(2);
    assertThat(details.getFirst().compact())
        .contains("\"text\":\"because\"", "\"signature\":\"c2ln\"", "anthropic-claude-v1");
    assertThat(details.getLast().compact()).contains("\"data\":\"gAAA-_w\"", "\"id\":\"rs_1\"");
  }

  @ParameterizedTest
  @MethodSource("clients")
  void openReasoningComesBackToModelsThatWantIt(Dialect client) throws Exception {
    assertThat(back(client, DEEPSEEK, "deepseek-v4").text("reasoning_content")).contains("because");
    assertThat(back(client, DEEPSEEK, "gpt-4.1").has("reasoning_content")).isFalse();
  }

  @Test
  void anotherProvidersStateIsNotSent() throws Exception {
    var turn = answered(MESSAGES, GEMINI);
    var request =
        "{\"model\":\"m\",\"max_tokens\":9,\"messages\":[{\"role\":\"user\",\"content\":\"q\"},"
            + "{\"role\":\"assistant\",\"content\":"
            + turn
            + "},{\"role\":\"user\",\"content\":[{\"type\":\"tool_result\",\"tool_use_id\":\"call_1\"},"
            + "{\"type\":\"tool_result\",\"tool_use_id\":\"call_2\"}]}]}";
    var accepted =
        (ReadResult.Accepted) MESSAGES.read(new ClientCall("/", Map.of(), request.getBytes(UTF_8)));
    var other = written(CHAT, accepted.request(), "other");
    var claude = written(MESSAGES, accepted.request(), "other");

    assertThat(new String(other.call().body(), UTF_8)).doesNotContain("thought_signature", "eyJz");
    assertThat(other.dropped()).contains("messages[1].content[0].thinking");
    assertThat(new String(claude.call().body(), UTF_8)).doesNotContain("eyJz");
    assertThat(claude.dropped()).containsExactly("messages[1].content[0].thinking");
  }

  private static WriteResult.Written written(Dialect to, ChatRequest request, String provider) {
    var target = Sent.target("m");
    var other =
        new Target(
            provider,
            "m",
            true,
            target.without(),
            target.anthropicVersion(),
            target.ownSignature());
    return (WriteResult.Written) to.write(request, other);
  }

  private static String loop(String assistant, String after) {
    return "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"q\"},{\"role\":\"assistant\","
        + assistant
        + "\"tool_calls\":[{\"id\":\"c\",\"type\":\"function\",\"function\":{\"name\":\"f\","
        + "\"arguments\":\"{}\"}}]},{\"role\":\"tool\",\"tool_call_id\":\"c\",\"content\":\"r\"}"
        + after
        + "]}";
  }

  @Test
  void aToolLoopNeverLacksReasoningWhereItIsWanted() {
    assertThat(Sent.of(CHAT, loop("", ""), CHAT, "deepseek-chat").at("messages"))
        .contains("\"reasoning_content\":\"\"");
    assertThat(Sent.of(CHAT, loop("\"reasoning\":\"hm\",", ""), CHAT, "kimi-k2").at("messages"))
        .contains("\"reasoning_content\":\"hm\"");
    assertThat(Sent.of(CHAT, loop("", ""), CHAT, "gpt-4.1").at("messages"))
        .doesNotContain("reasoning_content");
  }

  @Test
  void reasoningOfAnEarlierQuestionIsNotSent() {
    var over = loop("\"reasoning_content\":\"old\",", ",{\"role\":\"user\",\"content\":\"next\"}");

    assertThat(Sent.of(CHAT, over, CHAT, "deepseek-reasoner").at("messages"))
        .doesNotContain("reasoning_content");
    assertThat(Sent.of(CHAT, over, CHAT, "llama3").at("messages")).contains("\"old\"");
  }
}
