package dev.sluice.lab.serve;

import dev.sluice.lab.json.Json;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** OpenAI's rules: each tool call is answered at once, and nothing else is. */
final class ChatRules {
  private static final Set<String> ROLES =
      Set.of("system", "developer", "user", "assistant", "tool", "function");

  private static final Spelled NAME = Spelled.as("[a-zA-Z0-9_-]{1,64}");
  private static final Spelled NINE = Spelled.as("[a-zA-Z0-9]{9}");
  private static final int ID_CHARS_MAX = 40;

  private ChatRules() {}

  static Optional<String> objection(Json body) {
    var named = names(body);
    if (named.isPresent()) {
      return named;
    }
    var template =
        ChatTemplate.of(body.get("model").text()).objection(body.get("messages").items());
    if (template.isPresent()) {
      return template;
    }
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
        if (!open.add(call.get("id").text())) {
          return Optional.of(at + ": Duplicate value for 'tool_call_id'");
        }
      }
    }
    if (!open.isEmpty()) {
      return unanswered(open);
    }
    return body.get("tools") instanceof Json.Arr tools && tools.items().isEmpty()
        ? Optional.of("[] is too short - 'tools'")
        : Optional.empty();
  }

  /** Names of tools and of the calls of the history, and the ids of these. */
  private static Optional<String> names(Json body) {
    for (var tool : body.get("tools").items()) {
      var type = tool.get("type").text();
      if (!tool.has(type)) {
        continue; // the provider's own
      }
      var found = NAME.objection(tool.get(type).get("name"), "tools." + type + ".name");
      if (found.isPresent()) {
        return found;
      }
    }
    var mistral = ChatTemplate.isMistral(body.get("model").text());
    for (var message : body.get("messages").items()) {
      for (var call : message.get("tool_calls").items()) {
        var id = call.get("id");
        var custom = call.get("type").text().equals("custom");
        var name = call.get(custom ? "custom" : "function").get("name");
        var found = NAME.objection(name, "messages.tool_calls.function.name");
        if (found.isPresent()) {
          return found;
        }
        if (mistral && !NINE.admits(id)) {
          return Optional.of("Tool call id must be a-z, A-Z, 0-9, with a length of 9.");
        }
        if (id.text().isEmpty() || id.text().length() > ID_CHARS_MAX) {
          return Optional.of(
              "Invalid 'messages.tool_calls.id': string too long. Expected a string with maximum"
                  + " length "
                  + ID_CHARS_MAX);
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<String> unanswered(Set<String> open) {
    return Optional.of(
        "An assistant message with 'tool_calls' must be followed by tool messages responding to"
            + " each 'tool_call_id'. The following tool_call_ids did not have response messages: "
            + String.join(", ", open));
  }
}
