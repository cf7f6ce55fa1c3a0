package dev.sluice.lab.serve;

import dev.sluice.lab.json.Json;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What the templates of open models refuse, as vLLM, llama.cpp and Mistral's own servers say it.
 */
enum ChatTemplate {
  /** Takes everything. */
  FREE,
  /** System text stands in front only. */
  SYSTEM_FIRST,
  /** Moreover, user and assistant alternate. */
  ALTERNATING,
  /** Moreover, the user does not speak behind results, and a begun answer is marked. */
  MISTRAL;

  static ChatTemplate of(String model) {
    var name = model.toLowerCase(Locale.ROOT);
    if (isMistral(name)) {
      return MISTRAL;
    }
    if (name.contains("gemma")) {
      return ALTERNATING;
    }
    return name.contains("qwen") || name.contains("llama") ? SYSTEM_FIRST : FREE;
  }

  static boolean isMistral(String model) {
    return model.toLowerCase(Locale.ROOT).contains("mistral");
  }

  Optional<String> objection(List<Json> messages) {
    if (this == FREE) {
      return Optional.empty();
    }
    var before = "";
    for (var message : messages) {
      var role = message.get("role").text();
      if (role.equals("system") && !before.isEmpty()) {
        return Optional.of("System message must be at the beginning.");
      }
      if (this == MISTRAL && role.equals("user") && before.equals("tool")) {
        return Optional.of("Unexpected role 'user' after role 'tool'");
      }
      if (this != SYSTEM_FIRST && !role.equals("tool") && role.equals(before)) {
        return Optional.of("Conversation roles must alternate user/assistant/user/assistant/...");
      }
      before = role;
    }
    if (this == MISTRAL
        && before.equals("assistant")
        && !messages.getLast().get("prefix").isTrue()) {
      return Optional.of(
          "Expected last role User or Tool (or Assistant with prefix True) for serving");
    }
    return Optional.empty();
  }
}
