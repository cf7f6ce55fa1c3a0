package dev.sluice.proof.reports;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;

/** What servers of Chat Completions are known to refuse with 400. */
final class ValidChat {
  private static final String NAME = "[a-zA-Z0-9_-]{1,64}";
  private static final int USER_CHARS_MAX = 64;
  private static final int STOPS_MAX = 4;

  private ValidChat() {}

  static void check(JsonNode body) {
    assertThat(body.isObject()).as("a JSON object").isTrue();
    messages(body.path("messages"));
    tools(body.path("tools"));
    assertThat(body.path("user").asText("").length())
        .as("user")
        .isLessThanOrEqualTo(USER_CHARS_MAX);
    assertThat(body.path("stop").size()).as("stop").isLessThanOrEqualTo(STOPS_MAX);
    for (var name : new String[] {"max_tokens", "max_completion_tokens"}) {
      if (body.hasNonNull(name)) {
        assertThat(body.path(name).isIntegralNumber() && body.path(name).intValue() > 0)
            .as(name)
            .isTrue();
      }
    }
  }

  private static void messages(JsonNode messages) {
    assertThat(messages).isNotEmpty();
    Set<String> open = new LinkedHashSet<>();
    for (var i = 0; i < messages.size(); i++) {
      var message = messages.get(i);
      var role = message.path("role").asText();
      if (role.equals("tool")) {
        assertThat(open.remove(message.path("tool_call_id").asText()))
            .as("a result without its call, or a second one: " + message)
            .isTrue();
        continue;
      }
      assertThat(open).as("calls without result before message " + i).isEmpty();
      switch (role) {
        case "system", "developer" -> assertThat(i).as("place of a system message").isZero();
        case "assistant" -> open.addAll(assistant(message));
        case "user" ->
            assertThat(
                    message.path("content").isEmpty()
                        && message.path("content").asText("").isEmpty())
                .as("an empty user message")
                .isFalse();
        default -> throw new AssertionError("role " + role);
      }
    }
    assertThat(open).as("calls without result").isEmpty();
  }

  private static Set<String> assistant(JsonNode message) {
    var ids = new LinkedHashSet<String>();
    for (var call : message.path("tool_calls")) {
      assertThat(call.at("/function/name").asText()).matches(NAME);
      assertThat(Json.parse(call.at("/function/arguments").asText()).isObject())
          .as("arguments are an object: " + call)
          .isTrue();
      assertThat(ids.add(call.path("id").asText())).as("an id twice").isTrue();
    }
    assertThat(ids.isEmpty() && message.path("content").isNull())
        .as("an assistant message of nothing")
        .isFalse();
    return ids;
  }

  private static void tools(JsonNode tools) {
    var names = new HashSet<String>();
    for (var tool : tools) {
      assertThat(tool.path("type").asText()).isEqualTo("function");
      var function = tool.path("function");
      assertThat(function.path("name").asText()).matches(NAME);
      assertThat(names.add(function.path("name").asText())).as("a name twice").isTrue();
      schema(function.path("parameters"));
    }
  }

  /** Every target wants a list, and no null, in {@code required}. */
  static void schema(JsonNode schema) {
    if (schema.has("required")) {
      assertThat(schema.path("required").isArray()).as("required is a list").isTrue();
    }
    if (!schema.isMissingNode()) {
      assertThat(schema.path("type").asText()).as("type at the root").isEqualTo("object");
    }
  }
}
