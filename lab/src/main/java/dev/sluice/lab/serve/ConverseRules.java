package dev.sluice.lab.serve;

import dev.sluice.lab.json.Json;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Bedrock's rules: turns alternate, text is not blank, tools are configured where used. */
final class ConverseRules {
  private static final Set<String> MEMBERS =
      Set.of(
          "messages",
          "system",
          "inferenceConfig",
          "toolConfig",
          "guardrailConfig",
          "additionalModelRequestFields",
          "promptVariables",
          "additionalModelResponseFieldPaths",
          "requestMetadata",
          "performanceConfig",
          "serviceTier",
          "outputConfig");

  private static final Spelled WORD = Spelled.as("[a-zA-Z0-9_-]{1,64}");

  private ConverseRules() {}

  static Optional<String> objection(Json body) {
    for (var name : body.members().keySet()) {
      if (!MEMBERS.contains(name)) {
        return Optional.of("Unexpected field type: " + name);
      }
    }
    for (var block : body.get("system").items()) {
      if (block.has("text") && block.get("text").text().isEmpty()) {
        return Optional.of("The text field in the system ContentBlock is blank");
      }
    }
    return tools(body).or(() -> messages(body));
  }

  private static Optional<String> tools(Json body) {
    var names = new HashSet<String>();
    for (var tool : body.get("toolConfig").get("tools").items()) {
      if (!tool.has("toolSpec")) {
        continue;
      }
      var spec = tool.get("toolSpec");
      if (!names.add(spec.get("name").text())) {
        return Optional.of("The tool name " + spec.get("name").text() + " is defined twice");
      }
      var schema = spec.get("inputSchema").get("json");
      var found =
          WORD.objection(spec.get("name"), "toolConfig.tools.toolSpec.name")
              .or(() -> Spelled.properties(schema, "toolConfig.tools.toolSpec.inputSchema"));
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private static Optional<String> messages(Json body) {
    var expected = "user";
    var open = new HashSet<String>();
    var index = 0;
    for (var message : body.get("messages").items()) {
      var at = "messages." + index++;
      if (message.get("role").text().equals("system")) {
        continue;
      }
      if (!message.get("role").text().equals(expected)) {
        return Optional.of(
            at + ": a conversation must start with a user message and roles must alternate");
      }
      expected = expected.equals("user") ? "assistant" : "user";
      if (message.get("content").items().isEmpty()) {
        return Optional.of("The content field in the Message object at " + at + " is empty");
      }
      var found = content(message, open, at);
      if (found.isPresent()) {
        return found;
      }
      if (!open.isEmpty() && expected.equals("user") && !body.has("toolConfig")) {
        return Optional.of(
            "The toolConfig field must be defined when using toolUse and toolResult blocks");
      }
    }
    return open.isEmpty() ? Optional.empty() : missing(open, "the end");
  }

  private static Optional<String> content(Json message, Set<String> open, String at) {
    var answering = message.get("role").text().equals("user");
    for (var block : message.get("content").items()) {
      if (block.members().size() != 1) {
        return Optional.of("ContentBlock at " + at + " must set exactly one member");
      }
      if (block.has("text") && block.get("text").text().isBlank()) {
        return Optional.of("The text field in the ContentBlock object at " + at + " is blank");
      }
      if (block.has("toolUse")) {
        if (!(block.get("toolUse").get("input") instanceof Json.Obj)) {
          return Optional.of("The toolUse input at " + at + " must be an object");
        }
        var use = block.get("toolUse");
        if (!open.add(use.get("toolUseId").text())) {
          return Optional.of("messages at " + at + ": toolUse ids must be unique");
        }
        var found =
            WORD.objection(use.get("toolUseId"), at + ".toolUse.toolUseId")
                .or(() -> WORD.objection(use.get("name"), at + ".toolUse.name"));
        if (found.isPresent()) {
          return found;
        }
      }
      if (block.has("toolResult")
          && !open.remove(block.get("toolResult").get("toolUseId").text())) {
        return Optional.of("The toolResult at " + at + " has no toolUse in the previous turn");
      }
    }
    return answering && !open.isEmpty() ? missing(open, at) : Optional.empty();
  }

  private static Optional<String> missing(Set<String> open, String at) {
    return Optional.of(
        "Expected toolResult blocks at "
            + at
            + " for the following Ids: "
            + String.join(", ", open));
  }
}
