package dev.sluice.dialect.bedrock;

import dev.sluice.chat.Message;
import dev.sluice.chat.Part;
import dev.sluice.chat.ToolKind;
import dev.sluice.chat.Turns;
import dev.sluice.json.Json;

/**
 * Writes {@code system} and {@code messages} for Converse. Source: protocol reference, §11.1 and
 * §11.2.
 */
final class MessageWriter {

  private final Turns turns;

  MessageWriter(Turns turns) {
    this.turns = turns;
  }

  Json.Arr system() {
    var system = Json.Arr.of();
    for (var text : turns.system()) {
      system.add(Json.Obj.of().put("text", text.text()));
    }
    return system;
  }

  Json.Arr messages() throws InvalidRequest {
    var messages = Json.Arr.of();
    for (var turn : turns.turns()) {
      messages.add(message(turn));
    }
    return messages;
  }

  private static Json message(Message turn) throws InvalidRequest {
    var content = Json.Arr.of();
    for (var part : turn.parts()) {
      content.add(block(part));
    }
    return Json.Obj.of()
        .put("role", turn.role() == Message.Role.ASSISTANT ? "assistant" : "user")
        .put("content", content);
  }

  private static Json block(Part part) throws InvalidRequest {
    return switch (part) {
      case Part.Text text -> Json.Obj.of().put("text", text.text());
      case Part.Refusal refusal -> Json.Obj.of().put("text", refusal.text());
      case Part.Reasoning reasoning -> reasoning(reasoning);
      case Part.ToolCall call -> call(call);
      case Part.ToolResult result -> result(result);
      case Part.Foreign foreign ->
          throw new InvalidRequest(
              foreign.path(),
              foreign.type()
                  + " cannot be translated for Bedrock; send text, or use a model of the same"
                  + " protocol");
    };
  }

  private static Json result(Part.ToolResult result) throws InvalidRequest {
    var content = Json.Arr.of();
    for (var part : result.content()) {
      if (!(part instanceof Part.Text text && text.text().isBlank())) {
        content.add(block(part));
      }
    }
    var body = Json.Obj.of().put("toolUseId", result.callId()).put("content", content);
    if (result.error()) {
      body.put("status", "error");
    }
    return Json.Obj.of().put("toolResult", body);
  }

  private static Json reasoning(Part.Reasoning reasoning) {
    var content = Json.Obj.of();
    var redacted = reasoning.redacted();
    if (redacted != null) {
      content.put("redactedContent", redacted);
    } else {
      var signature = reasoning.signature();
      content.put(
          "reasoningText",
          Json.Obj.of()
              .put("text", reasoning.text())
              .put("signature", signature == null ? "" : signature));
    }
    return Json.Obj.of().put("reasoningContent", content);
  }

  private static Json call(Part.ToolCall call) {
    var input =
        call.kind() == ToolKind.CUSTOM
            ? Json.Obj.of().put("input", call.arguments())
            : Arguments.tree(call.arguments());
    var use =
        Json.Obj.of().put("toolUseId", call.id()).put("name", call.name()).put("input", input);
    return Json.Obj.of().put("toolUse", use);
  }
}
