package dev.sluice.lab.script;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.lab.ask.Ask;
import dev.sluice.lab.ask.Protocol;
import dev.sluice.lab.json.Json;
import org.junit.jupiter.api.Test;

class DemoTest {
  private static final Json TOOLS =
      Json.arr(
          Json.obj("name", "clock", "input_schema", Json.obj("type", "object")),
          Json.obj(
              "name",
              "get_weather",
              "input_schema",
              Json.obj("properties", Json.obj("city", Json.obj("type", "string")))));

  private static Answer answer(Json.Obj body) {
    var ask = Ask.read(Protocol.MESSAGES, "any", true, body);
    return Demo.answer(ask, Ids.fresh(Protocol.MESSAGES, 0));
  }

  private static Json.Obj asking(String question, Object... more) {
    var members = new java.util.LinkedHashMap<>(Json.obj(more).members());
    members.put("messages", Json.arr(Json.obj("role", "user", "content", question)));
    return new Json.Obj(members);
  }

  private static String text(Answer answer) {
    var text = new StringBuilder();
    for (var part : answer.parts()) {
      if (part instanceof Part.Text said) {
        said.pieces().forEach(text::append);
      }
    }
    return text.toString();
  }

  @Test
  void answersWhatWasAsked() {
    assertThat(text(answer(asking("Hello there!")))).startsWith("Hello!");
    assertThat(text(answer(asking("How does streaming work?")))).contains("one token after");
    assertThat(text(answer(asking("write a java program")))).contains("```java");
    assertThat(text(answer(asking("A poem please")))).contains("The river");
    assertThat(text(answer(asking("What is love?")))).contains("“What is love?”");
  }

  @Test
  void saysOnceThatAnswersAreScripted() {
    var first = asking("Hello");
    var second =
        Json.obj(
            "messages",
            Json.arr(
                Json.obj("role", "user", "content", "Hello"),
                Json.obj("role", "assistant", "content", "Hello!"),
                Json.obj("role", "user", "content", "A poem")));

    assertThat(text(answer(first))).contains("scripted");
    assertThat(text(answer(second))).doesNotContain("scripted");
  }

  @Test
  void callsAToolOnlyWhereToolsAreOffered() {
    assertThat(answer(asking("What is the weather?")).stop()).isEqualTo(Stop.END);

    var called = answer(asking("What is the weather in Oslo today?", "tools", TOOLS));

    assertThat(called.stop()).isEqualTo(Stop.TOOL);
    assertThat(called.parts().getLast())
        .isInstanceOfSatisfying(
            Part.Call.class,
            call -> {
              assertThat(call.name()).isEqualTo("get_weather");
              assertThat(String.join("", call.pieces())).isEqualTo("{\"city\":\"Oslo\"}");
            });
    assertThat(answer(asking("Hello", "tools", TOOLS)).stop()).isEqualTo(Stop.END);
  }

  @Test
  void quotesTheResultOfTheTool() {
    var use = Json.obj("type", "tool_use", "id", "t1", "name", "clock", "input", Json.obj());
    var result = Json.obj("type", "tool_result", "tool_use_id", "t1", "content", "12:30");
    var body =
        Json.obj(
            "tools",
            TOOLS,
            "messages",
            Json.arr(
                Json.obj("role", "user", "content", "time?"),
                Json.obj("role", "assistant", "content", Json.arr(use)),
                Json.obj("role", "user", "content", Json.arr(result))));

    assertThat(text(answer(body))).contains("> 12:30");
  }

  @Test
  void thinksWhereItIsAskedTo() {
    assertThat(answer(asking("Why is the sky blue?")).parts().getFirst())
        .isInstanceOf(Part.Reasoning.class);
    var thinking = Json.obj("type", "adaptive");
    assertThat(answer(asking("Hello", "thinking", thinking)).parts().getFirst())
        .isInstanceOf(Part.Reasoning.class);
    assertThat(answer(asking("Hello")).parts().getFirst()).isInstanceOf(Part.Text.class);
  }

  @Test
  void obeysLimits() {
    var stopped = answer(asking("A poem please", "stop_sequences", Json.arr("drops")));
    var cut = answer(asking("A poem please", "max_tokens", 5));

    assertThat(stopped.stop()).isEqualTo(Stop.STOP_SEQUENCE);
    assertThat(stopped.stopSequence()).contains("drops");
    assertThat(text(stopped)).endsWith("\nin ");
    assertThat(cut.stop()).isEqualTo(Stop.LENGTH);
    assertThat(cut.counts().output()).isEqualTo(5);
  }
}
