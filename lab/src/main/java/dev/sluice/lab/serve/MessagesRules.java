package dev.sluice.lab.serve;

import dev.sluice.lab.json.Json;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Anthropic's rules: versions, required members, and results right after their calls. */
final class MessagesRules {
  private static final String CURRENT = "2026-10-21";
  private static final Set<String> VERSIONS = Set.of("2023-06-01", CURRENT);
  private static final Set<String> ROLES = Set.of("user", "assistant", "system");

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
    return messages(body);
  }

  private static Optional<String> messages(Json body) {
    var open = new HashSet<String>();
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
      for (var block : message.get("content").items()) {
        switch (block.get("type").text()) {
          case "text" -> {
            if (block.get("text").text().isEmpty()) {
              return Optional.of("messages: text content blocks must be non-empty");
            }
          }
          case "tool_use" -> calls.add(block.get("id").text());
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
    return open.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "`tool_use` ids were found without `tool_result` blocks immediately after: "
                + String.join(", ", open));
  }
}
