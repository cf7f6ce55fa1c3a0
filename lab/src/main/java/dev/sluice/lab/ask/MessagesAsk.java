package dev.sluice.lab.ask;

import dev.sluice.lab.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads Anthropic Messages requests. */
final class MessagesAsk {
  private MessagesAsk() {}

  static Ask read(String model, boolean stream, Json body) {
    return new Ask(
        Protocol.MESSAGES,
        model,
        stream,
        body,
        body.get("tools").items().stream()
            .filter(tool -> tool.has("input_schema"))
            .map(tool -> new Tool(tool.get("name").text(), tool.get("input_schema")))
            .toList(),
        choice(body.get("tool_choice")),
        limits(body),
        talk(body));
  }

  private static Choice choice(Json choice) {
    return switch (choice.get("type").text()) {
      case "none" -> new Choice.None();
      case "any" -> new Choice.Any();
      case "tool" -> new Choice.Named(choice.get("name").text());
      default -> new Choice.Auto();
    };
  }

  private static Limits limits(Json body) {
    var thinking = body.get("thinking").get("type").text();
    var format = body.get("output_config").get("format");
    return new Limits(
        body.get("stop_sequences").items().stream().map(Json::text).toList(),
        body.get("max_tokens").number().map(Number::intValue),
        (!thinking.isEmpty() && !thinking.equals("disabled"))
            || body.get("output_config").has("effort"),
        format.has("schema") ? Optional.of(format.get("schema")) : Optional.empty());
  }

  private static Talk talk(Json body) {
    var question = "";
    var userTurns = 0;
    List<Talk.Result> results = new ArrayList<>();
    List<Talk.Block> caller = List.of();
    for (var message : body.get("messages").items()) {
      var content = message.get("content");
      switch (message.get("role").text()) {
        case "user" -> {
          results.clear();
          for (var block : content.items()) {
            if (block.get("type").text().equals("tool_result")) {
              var text = text(block.get("content"));
              results.add(new Talk.Result(block.get("tool_use_id").text(), text));
            }
          }
          if (results.isEmpty()) {
            userTurns++;
            question = text(content);
          }
        }
        case "assistant" -> {
          results.clear();
          caller = content.items().stream().flatMap(it -> block(it).stream()).toList();
        }
        default -> {}
      }
    }
    return new Talk(text(body.get("system")), question, userTurns, results, caller);
  }

  private static Optional<Talk.Block> block(Json block) {
    return Optional.ofNullable(
        switch (block.get("type").text()) {
          case "text" -> new Talk.Block(Talk.Kind.TEXT, block.get("text").text(), "");
          case "thinking" ->
              new Talk.Block(
                  Talk.Kind.REASONING, block.get("thinking").text(), block.get("signature").text());
          case "redacted_thinking" ->
              new Talk.Block(Talk.Kind.REDACTED, "", block.get("data").text());
          case "tool_use" -> new Talk.Block(Talk.Kind.CALL, block.get("id").text(), "");
          default -> null;
        });
  }

  private static String text(Json content) {
    var text = new StringBuilder(content.text());
    content.items().forEach(block -> text.append(block.get("text").text()));
    return text.toString();
  }
}
