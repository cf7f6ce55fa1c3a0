package dev.sluice.lab.ask;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.lab.json.Json;
import dev.sluice.lab.json.JsonReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads Bedrock Converse requests. */
final class ConverseAsk {
  private ConverseAsk() {}

  static Ask read(String model, boolean stream, Json body) {
    var toolConfig = body.get("toolConfig");
    return new Ask(
        Protocol.CONVERSE,
        model,
        stream,
        body,
        toolConfig.get("tools").items().stream()
            .filter(tool -> tool.has("toolSpec"))
            .map(tool -> tool.get("toolSpec"))
            .map(spec -> new Tool(spec.get("name").text(), spec.get("inputSchema").get("json")))
            .toList(),
        choice(toolConfig.get("toolChoice")),
        limits(body),
        talk(body));
  }

  private static Choice choice(Json choice) {
    if (choice.has("tool")) {
      return new Choice.Named(choice.get("tool").get("name").text());
    }
    return choice.has("any") ? new Choice.Any() : new Choice.Auto();
  }

  private static Limits limits(Json body) {
    var config = body.get("inferenceConfig");
    var more = body.get("additionalModelRequestFields");
    var thinking = more.get("thinking").get("type").text();
    var structure = body.get("outputConfig").get("textFormat").get("structure");
    return new Limits(
        config.get("stopSequences").items().stream().map(Json::text).toList(),
        config.get("maxTokens").number().map(Number::intValue),
        (!thinking.isEmpty() && !thinking.equals("disabled"))
            || more.has("reasoning_effort")
            || more.has("reasoningConfig")
            || more.get("output_config").has("effort")
            || body.get("outputConfig").has("effort"),
        structure
            .get("jsonSchema")
            .get("schema")
            .string()
            .flatMap(text -> JsonReader.read(text.getBytes(UTF_8))));
  }

  private static Talk talk(Json body) {
    var question = "";
    var userTurns = 0;
    List<Talk.Result> results = new ArrayList<>();
    List<Talk.Block> caller = List.of();
    for (var message : body.get("messages").items()) {
      var content = message.get("content").items();
      results.clear();
      switch (message.get("role").text()) {
        case "user" -> {
          for (var block : content) {
            if (block.has("toolResult")) {
              results.add(result(block.get("toolResult")));
            }
          }
          if (results.isEmpty()) {
            userTurns++;
            question = text(content);
          }
        }
        case "assistant" -> caller = content.stream().flatMap(it -> block(it).stream()).toList();
        default -> {}
      }
    }
    return new Talk(text(body.get("system").items()), question, userTurns, results, caller);
  }

  private static Talk.Result result(Json result) {
    var text = new StringBuilder();
    for (var part : result.get("content").items()) {
      text.append(part.has("json") ? part.get("json").write() : part.get("text").text());
    }
    return new Talk.Result(result.get("toolUseId").text(), text.toString());
  }

  private static Optional<Talk.Block> block(Json block) {
    var reasoning = block.get("reasoningContent");
    if (reasoning.has("redactedContent")) {
      var data = reasoning.get("redactedContent").text();
      return Optional.of(new Talk.Block(Talk.Kind.REDACTED, "", data));
    }
    if (block.has("reasoningContent")) {
      var text = reasoning.get("reasoningText");
      return Optional.of(
          new Talk.Block(
              Talk.Kind.REASONING, text.get("text").text(), text.get("signature").text()));
    }
    if (block.has("toolUse")) {
      var id = block.get("toolUse").get("toolUseId").text();
      return Optional.of(new Talk.Block(Talk.Kind.CALL, id, ""));
    }
    return block.has("text")
        ? Optional.of(new Talk.Block(Talk.Kind.TEXT, block.get("text").text(), ""))
        : Optional.empty();
  }

  private static String text(List<Json> content) {
    var text = new StringBuilder();
    content.forEach(block -> text.append(block.get("text").text()));
    return text.toString();
  }
}
