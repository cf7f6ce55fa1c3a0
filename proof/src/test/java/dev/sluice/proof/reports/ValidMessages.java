package dev.sluice.proof.reports;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;

/** What Anthropic's Messages are known to refuse with 400. */
final class ValidMessages {
  private static final String NAME = "[a-zA-Z0-9_-]{1,128}";
  private static final String ID = "[a-zA-Z0-9_-]+";
  private static final String PROPERTY = "[a-zA-Z0-9_.-]{1,64}";

  private ValidMessages() {}

  static void check(JsonNode body) {
    assertThat(body.path("max_tokens").isIntegralNumber() && body.path("max_tokens").intValue() > 0)
        .as("max_tokens")
        .isTrue();
    blanks(body.path("system"));
    messages(body);
    tools(body.path("tools"));
    for (var stop : body.path("stop_sequences")) {
      assertThat(stop.asText()).as("stop sequence").isNotBlank();
    }
  }

  private static void messages(JsonNode body) {
    var messages = body.path("messages");
    assertThat(messages.path(0).path("role").asText()).as("the first turn").isEqualTo("user");
    Set<String> open = new LinkedHashSet<>();
    for (var i = 0; i < messages.size(); i++) {
      var message = messages.get(i);
      var content = message.path("content");
      blanks(content);
      var last = i == messages.size() - 1;
      if (message.path("role").asText().equals("assistant")) {
        assertThat(open).as("calls without result").isEmpty();
        open.addAll(calls(content));
        if (thinks(body) && !open.isEmpty()) {
          assertThat(content.path(0).path("type").asText())
              .as("thinking before calls")
              .endsWith("thinking");
        }
        assertThat(last && !open.isEmpty()).as("ends with a call").isFalse();
      } else {
        results(content, open);
      }
    }
  }

  private static boolean thinks(JsonNode body) {
    return body.at("/thinking/type").asText().equals("enabled");
  }

  private static Set<String> calls(JsonNode content) {
    var ids = new LinkedHashSet<String>();
    for (var block : content) {
      if (block.path("type").asText().equals("tool_use")) {
        assertThat(block.path("id").asText()).matches(ID);
        assertThat(block.path("name").asText()).matches(NAME);
        assertThat(block.path("input").isObject()).isTrue();
        assertThat(ids.add(block.path("id").asText())).as("an id twice").isTrue();
      }
    }
    return ids;
  }

  private static void results(JsonNode content, Set<String> open) {
    var others = false;
    for (var block : content) {
      if (block.path("type").asText().equals("tool_result")) {
        assertThat(open.remove(block.path("tool_use_id").asText()))
            .as("a result without its call, or a second one: " + block)
            .isTrue();
        assertThat(others).as("results come first").isFalse();
        blanks(block.path("content"));
      } else {
        others = true;
      }
    }
    assertThat(open).as("calls without result").isEmpty();
  }

  private static void blanks(JsonNode content) {
    for (var block : content) {
      if (block.path("type").asText().equals("text")) {
        assertThat(block.path("text").asText()).as("a text block").isNotBlank();
      }
    }
  }

  private static void tools(JsonNode tools) {
    var names = new HashSet<String>();
    for (var tool : tools) {
      assertThat(tool.path("name").asText()).matches(NAME);
      assertThat(names.add(tool.path("name").asText())).as("a name twice").isTrue();
      var schema = tool.path("input_schema");
      ValidChat.schema(schema);
      schema
          .path("properties")
          .fieldNames()
          .forEachRemaining(name -> assertThat(name).as("a property's name").matches(PROPERTY));
    }
  }
}
