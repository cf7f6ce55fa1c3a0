package dev.sluice.lab.ask;

import dev.sluice.lab.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads Chat Completions requests. */
final class ChatAsk {
  private ChatAsk() {}

  static Ask read(String model, boolean stream, Json body) {
    return new Ask(
        Protocol.CHAT,
        model,
        stream,
        body,
        body.get("tools").items().stream()
            .filter(tool -> tool.has("function"))
            .map(tool -> tool.get("function"))
            .map(function -> new Tool(function.get("name").text(), function.get("parameters")))
            .toList(),
        choice(body.get("tool_choice")),
        limits(body),
        talk(body.get("messages").items()));
  }

  private static Choice choice(Json choice) {
    var named = choice.get("function").get("name").string();
    if (named.isPresent()) {
      return new Choice.Named(named.get());
    }
    return switch (choice.text()) {
      case "none" -> new Choice.None();
      case "required" -> new Choice.Any();
      default -> new Choice.Auto();
    };
  }

  private static Limits limits(Json body) {
    var stop = body.get("stop");
    var stops =
        stop.string().map(List::of).orElseGet(() -> stop.items().stream().map(Json::text).toList());
    var max = body.get("max_completion_tokens").number().or(() -> body.get("max_tokens").number());
    var effort = body.get("reasoning_effort").text();
    var format = body.get("response_format");
    Optional<Json> schema =
        switch (format.get("type").text()) {
          case "json_schema" -> Optional.of(format.get("json_schema").get("schema"));
          case "json_object" -> Optional.of(Json.obj("type", "object"));
          default -> Optional.empty();
        };
    var reasoning = !effort.isEmpty() && !effort.equals("none");
    return new Limits(stops, max.map(Number::intValue), reasoning, schema);
  }

  private static Talk talk(List<Json> messages) {
    var system = new StringBuilder();
    var question = "";
    var userTurns = 0;
    List<Talk.Result> results = new ArrayList<>();
    List<Talk.Block> caller = List.of();
    for (var message : messages) {
      var text = content(message.get("content"));
      switch (message.get("role").text()) {
        case "system", "developer" -> system.append(text);
        case "user" -> {
          question = text;
          userTurns++;
          results.clear();
        }
        case "assistant" -> {
          caller = blocks(message, text);
          results.clear();
        }
        case "tool" -> results.add(new Talk.Result(message.get("tool_call_id").text(), text));
        default -> {}
      }
    }
    return new Talk(system.toString(), question, userTurns, results, caller);
  }

  private static List<Talk.Block> blocks(Json message, String text) {
    var blocks = new ArrayList<Talk.Block>();
    message
        .get("reasoning_content")
        .string()
        .ifPresent(it -> blocks.add(new Talk.Block(Talk.Kind.REASONING, it, "")));
    if (!text.isEmpty()) {
      blocks.add(new Talk.Block(Talk.Kind.TEXT, text, ""));
    }
    for (var call : message.get("tool_calls").items()) {
      blocks.add(new Talk.Block(Talk.Kind.CALL, call.get("id").text(), ""));
    }
    return blocks;
  }

  private static String content(Json content) {
    var text = new StringBuilder(content.text());
    content.items().forEach(part -> text.append(part.get("text").text()));
    return text.toString();
  }
}
