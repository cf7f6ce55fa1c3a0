package dev.sluice.dialect.anthropic;

import dev.sluice.chat.Message;
import dev.sluice.chat.Part;
import dev.sluice.chat.ToolKind;
import dev.sluice.chat.Turns;
import dev.sluice.json.Json;
import java.util.List;
import java.util.Locale;

/** Writes the turns of another protocol's request. Source: protocol reference, §11.2. */
final class TurnsWriter {

  private final Turns turns;

  TurnsWriter(Turns turns) {
    this.turns = turns;
  }

  /** The leading system text. */
  Json.Arr system() {
    var system = Json.Arr.of();
    for (var text : turns.system()) {
      system.add(text(text.text()));
    }
    return system;
  }

  Json.Arr messages() throws BadRequest {
    var messages = Json.Arr.of();
    for (var turn : turns.turns()) {
      messages.add(Json.Obj.of().put("role", role(turn)).put("content", content(turn.parts())));
    }
    return messages;
  }

  private static String role(Message turn) {
    return turn.role().name().toLowerCase(Locale.ROOT);
  }

  private static Json.Arr content(List<Part> parts) throws BadRequest {
    var content = Json.Arr.of();
    for (var part : parts) {
      content.add(block(part));
    }
    return content;
  }

  private static Json block(Part part) throws BadRequest {
    return switch (part) {
      case Part.Text text -> text(text.text());
      case Part.Refusal refusal -> text(refusal.text());
      case Part.Reasoning reasoning -> reasoning(reasoning);
      case Part.ToolCall call -> call(call);
      case Part.ToolResult result -> result(result);
      case Part.Foreign foreign ->
          throw new BadRequest(
              foreign.path(),
              "content of type "
                  + foreign.type()
                  + " cannot be translated to Anthropic Messages; remove it, or choose a model of"
                  + " a provider that speaks the request's own protocol");
    };
  }

  private static Json result(Part.ToolResult result) throws BadRequest {
    var block = Json.Obj.of().put("type", "tool_result").put("tool_use_id", result.callId());
    var content = Json.Arr.of();
    for (var part : result.content()) {
      if (!(part instanceof Part.Text text && text.text().isBlank())) {
        content.add(block(part));
      }
    }
    if (!content.elements().isEmpty()) {
      block.put("content", content);
    }
    return result.error() ? block.put("is_error", true) : block;
  }

  private static Json reasoning(Part.Reasoning reasoning) {
    var block = Json.Obj.of();
    var signature = reasoning.signature();
    if (signature != null) {
      return block
          .put("type", "thinking")
          .put("thinking", reasoning.text())
          .put("signature", signature);
    }
    var redacted = reasoning.redacted();
    return block.put("type", "redacted_thinking").put("data", redacted == null ? "" : redacted);
  }

  private static Json call(Part.ToolCall call) {
    var input =
        call.kind() == ToolKind.CUSTOM
            ? Json.Obj.of().put("input", call.arguments())
            : AnthropicWholeEncoder.object(call.arguments());
    return Json.Obj.of()
        .put("type", "tool_use")
        .put("id", call.id())
        .put("name", call.name())
        .put("input", input);
  }

  private static Json.Obj text(String text) {
    return Json.Obj.of().put("type", "text").put("text", text);
  }
}
