package dev.sluice.dialect.bedrock;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.Fixtures;
import dev.sluice.chat.ChatRequest.Blocking;
import dev.sluice.chat.Effort;
import dev.sluice.chat.Message;
import dev.sluice.chat.Part;
import dev.sluice.chat.Sampling;
import dev.sluice.chat.Tool;
import dev.sluice.chat.ToolChoice;
import dev.sluice.chat.ToolKind;
import dev.sluice.dialect.ReadResult;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BedrockRequestReaderTest {

  private static String body(String members) {
    return "{\"messages\":[{\"role\":\"user\",\"content\":[{\"text\":\"hi\"}]}]" + members + "}";
  }

  @Test
  void readsTurnsAndTheirParts() {
    var request =
        Requests.accepted(
            """
            {"system":[{"text":"be kind"},{"cachePoint":{"type":"default"}}],
             "messages":[
              {"role":"user","content":[{"text":"add"}]},
              {"role":"assistant","content":[
               {"reasoningContent":{"reasoningText":{"text":"hm","signature":"S"}}},
               {"reasoningContent":{"redactedContent":"QQ=="}},
               {"toolUse":{"toolUseId":"t","name":"f","input":{"a":1.0}}}]},
              {"role":"user","content":[
               {"toolResult":{"toolUseId":"t","status":"error",
                "content":[{"json":{"b":2}},{"text":"x"}]}}]}]}
            """);

    assertThat(request.messages())
        .containsExactly(
            Requests.system("be kind"),
            Requests.user("add"),
            Requests.assistant(
                new Part.Reasoning("hm", "S", null),
                new Part.Reasoning("", null, "QQ=="),
                new Part.ToolCall("t", "f", "{\"a\":1.0}", ToolKind.FUNCTION)),
            new Message(
                Message.Role.USER,
                List.of(
                    new Part.ToolResult(
                        "t", List.of(new Part.Text("{\"b\":2}"), new Part.Text("x")), true))));
    assertThat(request.origin().droppable()).containsExactly("system[1].cachePoint");
    assertThat(request.stream()).isTrue();
    assertThat(request.model()).isEqualTo("m");
  }

  @Test
  void readsToolsAndSampling() {
    var request =
        Requests.accepted(
            body(
                """
                ,"toolConfig":{"tools":[{"toolSpec":{"name":"f","description":"d",
                  "inputSchema":{"json":{"type":"object"}},"strict":true}}],
                  "toolChoice":{"tool":{"name":"f"}}},
                 "inferenceConfig":{"maxTokens":9,"temperature":0.5,"topP":1,
                  "stopSequences":["END"]},
                 "additionalModelRequestFields":{"top_k":5,
                  "thinking":{"type":"enabled","budget_tokens":2048},
                  "tool_choice":{"type":"auto","disable_parallel_tool_use":true},
                  "anthropic_beta":["x"]},
                 "requestMetadata":{"user":"u"},"serviceTier":{"type":"flex"}
                """));

    assertThat(request.tools())
        .containsExactly(new Tool("f", "d", "{\"type\":\"object\"}", true, ToolKind.FUNCTION));
    assertThat(request.toolChoice()).isEqualTo(new ToolChoice.One("f"));
    assertThat(request.sampling()).isEqualTo(new Sampling(9, 0.5, 1.0, 5, List.of("END")));
    assertThat(request.effort()).isEqualTo(new Effort(null, 2048));
    assertThat(request.parallelCalls()).isFalse();
    assertThat(request.user()).isEqualTo("u");
    assertThat(request.origin().droppable())
        .containsExactly("additionalModelRequestFields.anthropic_beta", "serviceTier");
    assertThat(request.origin().blocking()).isEmpty();
  }

  @Test
  void namesWhatOnlyBedrockCanCarry() {
    var request =
        Requests.accepted(
            """
            {"messages":[{"role":"user","content":[{"image":{"format":"png"}}]}],
             "guardrailConfig":{"guardrailIdentifier":"g"},"promptVariables":{"v":{"text":"x"}},
             "outputConfig":{"textFormat":{"type":"json_schema"},"effort":"high"},
             "toolConfig":{"tools":[{"systemTool":{"name":"nova_grounding"}}]}}
            """);

    assertThat(request.messages().getFirst().parts())
        .containsExactly(new Part.Foreign("messages[0].content[0]", "image"));
    assertThat(request.origin().blocking().stream().map(Blocking::param))
        .containsExactlyInAnyOrder(
            "guardrailConfig",
            "promptVariables",
            "outputConfig.textFormat",
            "toolConfig.tools[0].systemTool");
    assertThat(request.effort()).isEqualTo(new Effort(Effort.Level.HIGH, null));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{                                                            | body",
        "[]                                                           | body",
        "{}                                                           | messages",
        "{'messages':{}}                                              | messages",
        "{'messages':[1]}                                             | messages[0]",
        "{'messages':[{'content':[]}]}                                | messages[0].role",
        "{'messages':[{'role':'tool','content':[]}]}                  | messages[0].role",
        "{'messages':[{'role':'user'}]}                               | messages[0].content",
        "{'messages':[{'role':'user','content':'hi'}]}                | messages[0].content",
        "{'messages':[{'role':'user','content':[{}]}]}                | messages[0].content[0]",
        "{'messages':[{'role':'user','content':[{'text':1}]}]}        |"
            + " messages[0].content[0].text",
        "{'messages':[{'role':'user','content':[{'toolUse':{}}]}]}    |"
            + " messages[0].content[0].toolUse.toolUseId",
        "{'messages':[],'inferenceConfig':{'maxTokens':'x'}}          | inferenceConfig.maxTokens",
        "{'messages':[],'inferenceConfig':{'temperature':[]}}         |"
            + " inferenceConfig.temperature",
        "{'messages':[],'inferenceConfig':{'stopSequences':[1]}}      |"
            + " inferenceConfig.stopSequences[0]",
        "{'messages':[],'toolConfig':{'tools':[{'toolSpec':1}]}}      |"
            + " toolConfig.tools[0].toolSpec",
        "{'messages':[],'toolConfig':{'toolChoice':{'x':{}}}}         | toolConfig.toolChoice",
        "{'messages':[],'system':'hi'}                                | system"
      })
  void saysWhatIsWrongAndWhere(String json, String param) {
    var failure = Requests.refused(json.replace('\'', '"'));

    assertThat(failure.param()).isEqualTo(param);
    assertThat(failure.message()).startsWith(param + ": ");
  }

  @Test
  void neverThrowsWhateverTheBytes() {
    var json = body(",\"inferenceConfig\":{\"maxTokens\":5}").getBytes(UTF_8);
    for (var length = 0; length < json.length; length++) {
      var cut = Arrays.copyOf(json, length);

      assertThat(Requests.read(new String(cut, UTF_8))).isInstanceOf(ReadResult.Refused.class);
    }
  }

  @Test
  void readsEveryRecordedRequest() {
    for (var id : Fixtures.ids("bedrock")) {
      var file = Fixtures.directory(id).resolve("request.json").toFile();
      if (file.exists() && id.contains("/converse-")) {
        assertThat(Requests.read(Fixtures.text(id, "request.json")))
            .as(id)
            .isInstanceOf(ReadResult.Accepted.class);
      }
    }
  }
}
