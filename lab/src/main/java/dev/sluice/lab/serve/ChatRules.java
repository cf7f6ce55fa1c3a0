package dev.sluice.lab.serve;

import dev.sluice.lab.json.Json;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** OpenAI's rules: each tool call is answered at once, and nothing else is. */
final class ChatRules {
  private static final Set<String> ROLES =
      Set.of("system", "developer", "user", "assistant", "tool", "function");

  private ChatRules() {}

  static Optional<String> objection(Json body) {
    var open = new HashSet<String>();
    var index = 0;
    for (var message : body.get("messages").items()) {
      var role = message.get("role").text();
      var at = "messages[" + index++ + "]";
      if (!ROLES.contains(role)) {
        return Optional.of("Invalid value: '" + role + "' in " + at + ".role");
      }
      if (role.equals("tool")) {
        var id = message.get("tool_call_id").text();
        if (!open.remove(id)) {
          return Optional.of(
              at + ": messages with role 'tool' must be a response to a preceding 'tool_calls'.");
        }
      } else if (!open.isEmpty()) {
        return unanswered(open);
      }
      for (var call : message.get("tool_calls").items()) {
        if (call.get("type").text().equals("function")
            && call.get("function").get("arguments").string().isEmpty()) {
          return Optional.of(at + ": arguments must be a string");
        }
        open.add(call.get("id").text());
      }
    }
    if (!open.isEmpty()) {
      return unanswered(open);
    }
    return body.get("tools") instanceof Json.Arr tools && tools.items().isEmpty()
        ? Optional.of("[] is too short - 'tools'")
        : Optional.empty();
  }

  private static Optional<String> unanswered(Set<String> open) {
    return Optional.of(
        "An assistant message with 'tool_calls' must be followed by tool messages responding to"
            + " each 'tool_call_id'. The following tool_call_ids did not have response messages: "
            + String.join(", ", open));
  }
}
