package dev.sluice.lab.serve;

import dev.sluice.lab.ask.Protocol;
import dev.sluice.lab.json.Json;
import java.util.Optional;
import java.util.Set;

/** What each provider refuses with 400 before it looks at the model. */
final class Rules {
  private static final String CURRENT = "2026-10-21";
  private static final Set<String> VERSIONS = Set.of("2023-06-01", CURRENT);

  private Rules() {}

  /** Why the request is invalid. */
  static Optional<String> objection(Inbound request, Protocol protocol, Json body) {
    if (!(body instanceof Json.Obj)) {
      return Optional.of("The request body is not a JSON object");
    }
    if (body.get("messages").items().isEmpty()) {
      return Optional.of("messages: at least one message is required");
    }
    return protocol == Protocol.MESSAGES ? messages(request, body) : Optional.empty();
  }

  private static Optional<String> messages(Inbound request, Json body) {
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
    return Optional.empty();
  }
}
