package dev.sluice.lab.serve;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.lab.ask.Protocol;
import dev.sluice.lab.json.Json;
import dev.sluice.lab.json.JsonReader;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What each provider refuses before it looks at the model. */
class RulesTest {
  private static String judge(Protocol protocol, String version, String body) {
    var headers = Map.of("anthropic-version", List.of(version));
    var request = new Inbound("POST", "/", headers, new byte[0], false);
    var json = JsonReader.read(body.replace('\'', '"').getBytes(UTF_8)).orElse(Json.Nul.VALUE);
    return Rules.objection(request, protocol, json).orElse("");
  }

  private static String chat(String messages) {
    return judge(Protocol.CHAT, "", "{'messages':[" + messages + "]}");
  }

  private static String messages(String messages) {
    return judge(Protocol.MESSAGES, "2023-06-01", "{'max_tokens':1,'messages':[" + messages + "]}");
  }

  private static String converse(String messages) {
    return judge(Protocol.CONVERSE, "", "{'toolConfig':{},'messages':[" + messages + "]}");
  }

  @Test
  void wantsAnObjectWithMessages() {
    assertThat(judge(Protocol.CHAT, "", "[]")).contains("not a JSON object");
    assertThat(judge(Protocol.CHAT, "", "nonsense")).contains("not a JSON object");
    assertThat(chat("")).contains("at least one");
  }

  @Test
  void wantsEachChatCallAnswered() {
    var user = "{'role':'user','content':'hi'}";
    var call =
        ",{'role':'assistant','tool_calls':[{'id':'c1','type':'function',"
            + "'function':{'name':'f','arguments':'{}'}}]}";
    var result = ",{'role':'tool','tool_call_id':'c1','content':'x'}";

    assertThat(chat(user + call + result)).isEmpty();
    assertThat(chat(user + call)).contains("did not have response messages: c1");
    assertThat(chat(user + call + "," + user)).contains("c1");
    assertThat(chat(user + result)).contains("preceding 'tool_calls'");
    assertThat(chat(user + call.replace("'{}'", "{}") + result)).contains("must be a string");
    assertThat(chat("{'role':'robot','content':'hi'}")).contains("robot");
  }

  @Test
  void wantsEachMessagesCallAnswered() {
    var user = "{'role':'user','content':'hi'}";
    var use =
        ",{'role':'assistant','content':[{'type':'tool_use','id':'t1','name':'f','input':{}}]}";
    var result =
        ",{'role':'user','content':[{'type':'tool_result','tool_use_id':'t1','content':'x'}]}";

    assertThat(messages(user + use + result)).isEmpty();
    assertThat(messages(user + use + "," + user)).contains("immediately after: t1");
    assertThat(messages(user + use)).contains("t1");
    assertThat(messages(user + result)).contains("unexpected `tool_use_id`");
    assertThat(messages("{'role':'user','content':[{'type':'text','text':''}]}"))
        .contains("non-empty");
    assertThat(messages("{'role':'user','content':''}")).contains("non-empty");
  }

  @Test
  void knowsBothVersionsOfMessages() {
    var body = "{'max_tokens':1,'temperature':1,'messages':[{'role':'user','content':'hi'}]}";

    assertThat(judge(Protocol.MESSAGES, "2023-06-01", body)).isEmpty();
    assertThat(judge(Protocol.MESSAGES, "2026-10-21", body)).contains("temperature");
    assertThat(judge(Protocol.MESSAGES, "2024-01-01", body)).contains("not a valid version");
    assertThat(judge(Protocol.MESSAGES, "", body)).contains("header is required");
    assertThat(judge(Protocol.MESSAGES, "2023-06-01", body.replace("'max_tokens':1,", "")))
        .contains("max_tokens: Field required");
  }

  @Test
  void holdsConverseToItsTurns() {
    var user = "{'role':'user','content':[{'text':'hi'}]}";
    var use =
        ",{'role':'assistant','content':[{'toolUse':{'toolUseId':'t1','name':'f','input':{}}}]}";
    var result =
        ",{'role':'user','content':[{'toolResult':{'toolUseId':'t1','content':[{'text':'x'}]}}]}";

    assertThat(converse(user + use + result)).isEmpty();
    assertThat(converse(user + "," + user)).contains("alternate");
    assertThat(converse(user + use + "," + user)).contains("t1");
    assertThat(converse(user + use.replace("{}}}", "'{}'}}") + result)).contains("an object");
    assertThat(converse("{'role':'user','content':[{'text':' '}]}")).contains("blank");
    assertThat(converse("{'role':'user','content':[]}")).contains("empty");
    assertThat(judge(Protocol.CONVERSE, "", "{'messages':[" + user + use + result + "]}"))
        .contains("toolConfig");
    assertThat(judge(Protocol.CONVERSE, "", "{'model':'x','messages':[" + user + "]}"))
        .contains("Unexpected field type: model");
  }
}
