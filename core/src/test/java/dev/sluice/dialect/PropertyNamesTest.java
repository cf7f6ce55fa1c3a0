package dev.sluice.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.chat.BlockKind;
import dev.sluice.chat.CallNames;
import dev.sluice.chat.CallWords;
import dev.sluice.chat.ChatRequest;
import dev.sluice.chat.Chunk;
import dev.sluice.chat.ErrorCode;
import dev.sluice.chat.Extra;
import dev.sluice.chat.Failure;
import dev.sluice.chat.Message;
import dev.sluice.chat.Part;
import dev.sluice.chat.Sampling;
import dev.sluice.chat.Spelling;
import dev.sluice.chat.Tool;
import dev.sluice.chat.ToolChoice;
import dev.sluice.chat.ToolKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PropertyNamesTest {

  private static final String LONG = "p".repeat(70);
  private static final String SCHEMA =
      ("{'type':'object','properties':{'$top':{'type':'integer','enum':['$top']},'ok':{'type':"
              + "'object','properties':{'filter[id]':{'type':'string'}},'required':['filter[id]']},"
              + "'list':{'type':'array','items':{'anyOf':[{'properties':{'LONG':{}}}]}}},"
              + "'required':['$top','ok']}")
          .replace('\'', '"')
          .replace("LONG", LONG);

  private static PropertyNames names(String schema, String arguments) {
    var request =
        new ChatRequest(
            new ChatRequest.Origin("p", Map.of(), new byte[0], List.of(), List.of()),
            "m",
            true,
            true,
            List.of(
                new Message(
                    Message.Role.ASSISTANT,
                    List.of(new Part.ToolCall("c", "f", arguments, ToolKind.FUNCTION)))),
            List.of(new Tool("f", null, schema, null, ToolKind.FUNCTION)),
            new ToolChoice.Unset(),
            null,
            new Sampling(null, null, null, null, List.of()),
            null,
            null);
    return PropertyNames.of(CallNames.of(request, new Spelling("_-", 1, 64)));
  }

  private static String schema(PropertyNames names) {
    return String.valueOf(names.asked().request().tools().getFirst().schema());
  }

  private static String called(PropertyNames names) {
    var part = names.asked().request().messages().getFirst().parts().getFirst();
    return ((Part.ToolCall) part).arguments();
  }

  private static List<Chunk> told(PropertyNames names, Chunk... chunks) {
    var told = new ArrayList<Chunk>();
    var sink = names.words(CallWords.NONE).before(told::add);
    for (var chunk : chunks) {
      sink.accept(chunk);
    }
    return told;
  }

  private static Chunk start(int block, String name) {
    return new Chunk.BlockStart(
        0,
        block,
        BlockKind.TOOL,
        new Chunk.ToolHead("c" + block, name, ToolKind.FUNCTION),
        Extra.NONE);
  }

  private static Chunk arguments(int block, String json) {
    return new Chunk.Arguments(0, block, json, Extra.NONE);
  }

  @Test
  void renamesPropertiesAtEveryDepthAndNothingElse() {
    var names = names(SCHEMA, "{}");

    var byClient = names.clientNames().getOrDefault("f", Map.of());
    assertThat(byClient.values()).containsExactlyInAnyOrder("$top", "filter[id]", LONG);
    assertThat(byClient.keySet()).allMatch(key -> key.matches("[a-zA-Z0-9_.-]{1,64}"));
    assertThat(schema(names))
        .containsPattern("\"_top_[0-9a-f]{8}\":\\{\"type\":\"integer\",\"enum\":\\[\"\\$top\"]}")
        .containsPattern("\"required\":\\[\"_top_[0-9a-f]{8}\",\"ok\"]")
        .containsPattern("\"required\":\\[\"filter_id__[0-9a-f]{8}\"]")
        .doesNotContain(LONG);
    assertThat(names.renamed()).containsExactly("tools[0].schema");
  }

  @Test
  void leavesLegalSchemasAlone() {
    var legal = "{ \"properties\": {\"a.b-c_1\": {}}}";

    assertThat(schema(names(legal, "{}"))).isEqualTo(legal);
    assertThat(names(legal, "{}").renamed()).isEmpty();
    assertThat(names(legal, "{}").words(CallWords.NONE)).isSameAs(CallWords.NONE);
  }

  @Test
  void historyAndAnswerTellOfTheSameNames() {
    var client = "{\"$top\":1.50,\"ok\":{\"filter[id]\":\"$top\"},\"list\":[{\"" + LONG + "\":1}]}";
    var names = names(SCHEMA, client);

    var legal = called(names);
    assertThat(legal).contains(":1.50", "\"$top\"}").doesNotContain("\"$top\":", "filter[id]");
    var half = legal.length() / 2;
    var told =
        told(
            names,
            start(0, "f"),
            arguments(0, legal.substring(0, half)),
            start(1, "g"),
            arguments(1, "{\"_top\""),
            arguments(0, legal.substring(half)),
            arguments(1, ":1}"),
            new Chunk.BlockEnd(0, 0),
            new Chunk.BlockEnd(0, 1));
    assertThat(told)
        .containsExactly(
            start(0, "f"),
            start(1, "g"),
            arguments(1, "{\"_top\""),
            arguments(1, ":1}"),
            arguments(0, client),
            new Chunk.BlockEnd(0, 0),
            new Chunk.BlockEnd(0, 1));
  }

  @Test
  void givesBackWhatIsNotWholeAsItIs() {
    var failed = new Chunk.Failed(Failure.of(ErrorCode.UPSTREAM_TRUNCATED, "cut"));
    var names = names(SCHEMA, "cut{");

    assertThat(called(names)).isEqualTo("cut{");
    assertThat(told(names, start(0, "f"), arguments(0, "{\"a"), failed))
        .containsExactly(start(0, "f"), arguments(0, "{\"a"), failed);
    var long1 = "x".repeat(PropertyRestorer.ARGUMENTS_CHARS_MAX + 1);
    assertThat(told(names, start(0, "f"), arguments(0, long1), arguments(0, "y")))
        .containsExactly(start(0, "f"), arguments(0, long1), arguments(0, "y"));
  }
}
