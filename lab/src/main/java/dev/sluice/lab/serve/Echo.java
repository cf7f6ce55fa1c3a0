package dev.sluice.lab.serve;

import dev.sluice.lab.ask.Ask;
import dev.sluice.lab.ask.Protocol;
import dev.sluice.lab.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Set;

/** The text of the scenario echo: the request as it arrived, members sorted. */
final class Echo {
  private static final Set<String> HEADERS =
      Set.of(
          "accept",
          "accept-encoding",
          "anthropic-beta",
          "anthropic-version",
          "content-type",
          "openai-organization",
          "openai-project",
          "user-agent");

  private Echo() {}

  static String text(Inbound request, Ask ask) {
    var parameters = new LinkedHashMap<>(ask.body().members());
    parameters.keySet().removeAll(Set.of("messages", "tools", "system", "toolConfig", "model"));
    var chat = ask.protocol() == Protocol.CHAT;
    var system = new ArrayList<Json>();
    var messages = new ArrayList<Json>();
    for (var message : ask.body().get("messages").items()) {
      var role = message.get("role").text();
      (chat && (role.equals("system") || role.equals("developer")) ? system : messages)
          .add(message);
    }
    return Json.obj(
            "protocol",
            ask.protocol().label(),
            "model",
            ask.model(),
            "stream",
            ask.stream(),
            "system",
            chat ? system : ask.body().get("system"),
            "messages",
            messages,
            "tools",
            ask.protocol() == Protocol.CONVERSE
                ? ask.body().get("toolConfig")
                : ask.body().get("tools"),
            "parameters",
            parameters,
            "headers",
            Records.headers(request, HEADERS))
        .sorted()
        .write();
  }
}
