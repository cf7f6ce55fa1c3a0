package dev.sluice.lab.serve;

import dev.sluice.lab.json.Json;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Anthropic's rules: versions, required members, and results right after their calls. */
final class MessagesRules {
  private static final String CURRENT = "2026-10-21";
  private static final Set<String> VERSIONS = Set.of("2023-06-01", CURRENT);
  private static final Set<String> ROLES = Set.of("user", "assistant", "system");

  private static final Spelled NAME = Spelled.as("[a-zA-Z0-9_-]{1,128}");
  private static final Spelled ID = Spelled.as("[a-zA-Z0-9_-]+");

  private MessagesRules() {}

  static Optional<String> objection(Inbound request, Json body) {
    var version = request.header("anthropic-version").orElse("");
    if (version.isEmpty()) {
      return Optional.of("anthropic-version: header is required");
    }
    if (!VERSIONS.contains(version)) {
      return Optional.of("anthropic-version: \"" + version + "\" is not a valid version");
    }
    if (body.get("max_tokens").number().isEmpty()) {
      return Optional.of("max_tokens: Field required");
    }
    if (version.equals(CURRENT)) {
      for (var name : new String[] {"temperature", "top_p", "top_k"}) {
        if (body.has(name)) {
          return Optional.of(name + ": not supported with anthropic-version " + CURRENT);
        }
      }
    }
    return tools(body).or(() -> messages(body)).or(() -> ending(body.get("messages").items()));
  }

  private static Optional<String> tools(Json body) {
    var names = new HashSet<String>();
    var index = 0;
    for (var tool : body.get("tools").items()) {
      var at = "tools." + index++ + ".custom";
      if (!tool.has("name")) {
        continue; // a set of tools elsewhere
      }
      if (!names.add(tool.get("name").text())) {
        return Optional.of("tools: Tool names must be unique.");
      }
      var found =
          NAME.objection(tool.get("name"), at + ".name")
              .or(() -> Spelled.properties(tool.get("input_schema"), at + ".input_schema"));
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  /** What the beginning of an answer, given by the client, must not be. */
  private static Optional<String> ending(List<Json> messages) {
    if (messages.isEmpty()) {
      return Optional.of("messages: at least one message is required");
    }
    if (!messages.getFirst().get("role").text().equals("user")) {
      return Optional.of("messages: first message must use the \"user\" role");
    }
    var last = messages.getLast();
    if (!last.get("role").text().equals("assistant")) {
      return Optional.empty();
    }
    var blocks = last.get("content").items();
    var text = blocks.isEmpty() ? last.get("content").text() : blocks.getLast().get("text").text();
    return text.isEmpty() || text.equals(text.stripTrailing())
        ? Optional.empty()
        : Optional.of("messages: final assistant content cannot end with trailing whitespace");
  }

  private static Optional<String> messages(Json body) {
    var open = new HashSet<String>();
    var ids = new HashSet<String>();
    var index = 0;
    for (var message : body.get("messages").items()) {
      var at = "messages." + index++;
      var role = message.get("role").text();
      if (!ROLES.contains(role)) {
        return Optional.of(at + ".role: Input should be 'user' or 'assistant'");
      }
      if (message.get("content") instanceof Json.Str text && text.text().isEmpty()) {
        return Optional.of(at + ": all messages must have non-empty content");
      }
      var calls = new HashSet<String>();
      var blocks = message.get("content").items();
      if (!blocks.isEmpty() && blocks.getLast().get("type").text().endsWith("thinking")) {
        return Optional.of(at + ": The final block in an assistant message cannot be `thinking`.");
      }
      for (var block : message.get("content").items()) {
        switch (block.get("type").text()) {
          case "text" -> {
            if (block.get("text").text().isBlank()) {
              return Optional.of(
                  block.get("text").text().isEmpty()
                      ? "messages: text content blocks must be non-empty"
                      : "messages: text content blocks must contain non-whitespace text");
            }
            if (!open.isEmpty()) {
              return Optional.of(unanswered(open));
            }
          }
          case "tool_use" -> {
            calls.add(block.get("id").text());
            var found = call(block, ids, at);
            if (found.isPresent()) {
              return found;
            }
          }
          case "tool_result" -> {
            if (!open.remove(block.get("tool_use_id").text())) {
              return Optional.of(
                  at
                      + ": unexpected `tool_use_id` found in `tool_result` blocks. Each"
                      + " `tool_result` block must have a corresponding `tool_use` block in the"
                      + " previous message.");
            }
          }
          default -> {}
        }
      }
      if (!open.isEmpty()) {
        break;
      }
      open.addAll(calls);
    }
    return open.isEmpty() ? Optional.empty() : Optional.of(unanswered(open));
  }

  private static Optional<String> call(Json block, Set<String> ids, String at) {
    if (!ids.add(block.get("id").text())) {
      return Optional.of(at + ": `tool_use` ids must be unique");
    }
    if (!(block.get("input") instanceof Json.Obj)) {
      return Optional.of(at + ".tool_use.input: Input should be a valid dictionary");
    }
    return ID.objection(block.get("id"), at + ".tool_use.id")
        .or(() -> NAME.objection(block.get("name"), at + ".tool_use.name"));
  }

  private static String unanswered(Set<String> open) {
    return "`tool_use` ids were found without `tool_result` blocks immediately after: "
        + String.join(", ", open);
  }
}
