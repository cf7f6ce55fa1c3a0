package dev.sluice.lab.serve;

import dev.sluice.lab.ask.Protocol;
import dev.sluice.lab.json.Json;
import java.util.Optional;

/** What each provider refuses with 400 before it looks at the model. */
final class Rules {
  private Rules() {}

  /** Why the request is invalid. */
  static Optional<String> objection(Inbound request, Protocol protocol, Json body) {
    if (!(body instanceof Json.Obj)) {
      return Optional.of("The request body is not a JSON object");
    }
    if (body.get("messages").items().isEmpty()) {
      return Optional.of("messages: at least one message is required");
    }
    return switch (protocol) {
      case CHAT -> ChatRules.objection(body);
      case MESSAGES -> MessagesRules.objection(request, body);
      case CONVERSE -> ConverseRules.objection(body);
    };
  }
}
