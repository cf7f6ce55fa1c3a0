package dev.sluice.proof.reports;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;

/** What Bedrock's Converse is known to refuse with 400. */
final class ValidConverse {
  private static final String NAME = "[a-zA-Z0-9_-]{1,64}";
  private static final String ID = "[a-zA-Z0-9_.:-]{1,64}";
  private static final String PROPERTY = "[a-zA-Z0-9_.-]{1,64}";

  private ValidConverse() {}

  static void check(JsonNode body) {
    blanks(body.path("system"));
    messages(body);
    tools(body.at("/toolConfig/tools"));
    var stops = body.at("/inferenceConfig/stopSequences");
    stops.forEach(stop -> assertThat(stop.asText()).isNotBlank());
    var most = body.at("/inferenceConfig/maxTokens");
    assertThat(most.isMissingNode() || (most.isIntegralNumber() && most.intValue() > 0))
        .as("maxTokens " + most)
        .isTrue();
  }

  private static void messages(JsonNode body) {
    var messages = body.path("messages");
    var role = "assistant";
    Set<String> open = new LinkedHashSet<>();
    for (var message : messages) {
      assertThat(message.path("role").asText()).as("roles alternate").isNotEqualTo(role);
      role = message.path("role").asText();
      assertThat(message.path("content")).as("content").isNotEmpty();
      blanks(message.path("content"));
      if (role.equals("assistant")) {
        open.addAll(calls(message.path("content")));
      } else {
        results(message.path("content"), open);
      }
    }
    assertThat(open).as("calls without result").isEmpty();
  }

  private static Set<String> calls(JsonNode content) {
    var ids = new LinkedHashSet<String>();
    for (var block : content) {
      var call = block.path("toolUse");
      if (call.isObject()) {
        assertThat(call.path("toolUseId").asText()).matches(ID);
        assertThat(call.path("name").asText()).matches(NAME);
        assertThat(call.path("input").isObject()).isTrue();
        assertThat(ids.add(call.path("toolUseId").asText())).as("an id twice").isTrue();
      }
    }
    return ids;
  }

  private static void results(JsonNode content, Set<String> open) {
    for (var block : content) {
      var result = block.path("toolResult");
      if (result.isObject()) {
        assertThat(open.remove(result.path("toolUseId").asText()))
            .as("a result without its call, or a second one: " + block)
            .isTrue();
        for (var part : result.path("content")) {
          assertThat(!part.has("json") || part.path("json").isObject())
              .as("json: " + part)
              .isTrue();
        }
      }
    }
    assertThat(open).as("calls without result").isEmpty();
  }

  private static void blanks(JsonNode content) {
    for (var block : content) {
      if (block.has("text")) {
        assertThat(block.path("text").asText()).as("a text block").isNotBlank();
      }
    }
  }

  private static void tools(JsonNode tools) {
    var names = new HashSet<String>();
    for (var tool : tools) {
      var spec = tool.path("toolSpec");
      if (spec.isObject()) {
        assertThat(spec.path("name").asText()).matches(NAME);
        assertThat(names.add(spec.path("name").asText())).as("a name twice").isTrue();
        var schema = spec.at("/inputSchema/json");
        ValidChat.schema(schema);
        schema
            .path("properties")
            .fieldNames()
            .forEachRemaining(name -> assertThat(name).as("a property's name").matches(PROPERTY));
      }
    }
  }
}
