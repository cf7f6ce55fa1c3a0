package dev.sluice.dialect.anthropic;

import dev.sluice.chat.ChatRequest;
import dev.sluice.chat.Message;
import dev.sluice.chat.Part;
import dev.sluice.chat.ToolKind;
import dev.sluice.dialect.OurProof;
import dev.sluice.dialect.Target;
import dev.sluice.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Writes the messages of another protocol's request: neighbours of one role merged, the results of
 * all calls of a turn first in the next message, reasoning first in its turn and only if the
 * provider has signed it, blank text left out. Source: protocol reference, §11.2.
 */
final class TurnsWriter {

  private final ChatRequest request;
  private final Target target;
  private final boolean midSystem;
  private final Set<String> dropped;
  private final Json.Arr system = Json.Arr.of();
  private final List<Turn> turns = new ArrayList<>();
  private boolean lostThought;

  TurnsWriter(ChatRequest request, Target target, boolean midSystem, Set<String> dropped) {
    this.request = request;
    this.target = target;
    this.midSystem = midSystem;
    this.dropped = dropped;
  }

  TurnsWriter read() throws BadRequest {
    var messages = request.messages();
    for (var i = 0; i < messages.size(); i++) {
      var message = messages.get(i);
      switch (message.role()) {
        case SYSTEM -> system(message);
        case USER -> user(message);
        case ASSISTANT -> assistant(message, i);
      }
    }
    finish();
    return this;
  }

  /** The leading system text. */
  Json.Arr system() {
    return system;
  }

  /** Whether thinking cannot stay on: a turn with calls has lost its reasoning, or never had it. */
  boolean lacksThought() {
    if (lostThought) {
      return true;
    }
    for (var i = turns.size() - 1; i >= 0; i--) {
      var turn = turns.get(i);
      if (turn.calls() && !turn.thinksFirst()) {
        return true;
      }
      var asks = turn.role == Message.Role.USER && (i == 0 || !turns.get(i - 1).calls());
      if (asks) {
        return false; // what was before this question is over
      }
    }
    return false;
  }

  Json.Arr messages() {
    var messages = Json.Arr.of();
    for (var i = 0; i < turns.size(); i++) {
      var turn = turns.get(i);
      var before = i > 0 && turns.get(i - 1).calls() ? turns.subList(i - 1, i) : List.<Turn>of();
      messages.add(
          Json.Obj.of()
              .put("role", turn.role.name().toLowerCase(Locale.ROOT))
              .put("content", turn.content(before)));
    }
    return messages;
  }

  private void system(Message message) throws BadRequest {
    for (var part : message.parts()) {
      var text = textOf(part);
      if (text.isBlank()) {
        continue;
      }
      if (turns.isEmpty()) {
        system.add(text(text));
      } else if (midSystem && !turns.getLast().calls()) {
        turn(Message.Role.SYSTEM).add(text(text));
      } else {
        turn(Message.Role.USER).add(text("<system>" + text + "</system>"));
      }
    }
  }

  private void user(Message message) throws BadRequest {
    for (var part : message.parts()) {
      if (part instanceof Part.ToolResult result) {
        var id = Names.toolId(result.callId());
        turn(Message.Role.USER).result(id, result(id, result));
      } else if (!(part instanceof Part.Reasoning)) {
        var text = textOf(part);
        if (!text.isBlank()) {
          turn(Message.Role.USER).add(text(text));
        }
      }
    }
  }

  private Json result(String id, Part.ToolResult result) throws BadRequest {
    var block = Json.Obj.of().put("type", "tool_result").put("tool_use_id", id);
    var content = Json.Arr.of();
    for (var part : result.content()) {
      var text = textOf(part);
      if (!text.isBlank()) {
        content.add(text(text));
      }
    }
    if (!content.elements().isEmpty()) {
      block.put("content", content);
    }
    return result.error() ? block.put("is_error", true) : block;
  }

  private void assistant(Message message, int index) throws BadRequest {
    var calls = false;
    for (var part : message.parts()) {
      calls |= part instanceof Part.ToolCall;
    }
    for (var i = 0; i < message.parts().size(); i++) {
      if (message.parts().get(i) instanceof Part.Reasoning reasoning) {
        lostThought |= !reasoning(reasoning, index, i) && calls;
      }
    }
    for (var part : message.parts()) {
      if (part instanceof Part.ToolCall call) {
        var id = Names.toolId(call.id());
        turn(Message.Role.ASSISTANT).call(id, call(id, call));
      } else if (!(part instanceof Part.Reasoning)) {
        var text = textOf(part);
        if (!text.isBlank()) {
          turn(Message.Role.ASSISTANT).add(text(text));
        }
      }
    }
  }

  /** Writes a thought that the provider will know as its own; else names it and says false. */
  private boolean reasoning(Part.Reasoning reasoning, int message, int part) {
    var proof = reasoning.signature() != null ? reasoning.signature() : reasoning.redacted();
    if (proof == null || OurProof.made(proof) || !target.ownSignature().test(proof)) {
      dropped.add(ClientFields.reasoning(request, message, part));
      return false;
    }
    var block = Json.Obj.of();
    if (reasoning.signature() != null) {
      block.put("type", "thinking").put("thinking", reasoning.text()).put("signature", proof);
    } else {
      block.put("type", "redacted_thinking").put("data", proof);
    }
    turn(Message.Role.ASSISTANT).add(block);
    return true;
  }

  private static Json call(String id, Part.ToolCall call) {
    var input =
        call.kind() == ToolKind.CUSTOM
            ? Json.Obj.of().put("input", call.arguments())
            : AnthropicWholeEncoder.object(call.arguments());
    return Json.Obj.of()
        .put("type", "tool_use")
        .put("id", id)
        .put("name", Names.toolName(call.name()))
        .put("input", input);
  }

  private static String textOf(Part part) throws BadRequest {
    return switch (part) {
      case Part.Text text -> text.text();
      case Part.Refusal refusal -> refusal.text();
      case Part.Foreign foreign ->
          throw new BadRequest(
              foreign.path(),
              "content of type "
                  + foreign.type()
                  + " cannot be translated to Anthropic Messages; remove it, or choose a model of"
                  + " a provider that speaks the request's own protocol");
      case Part.Reasoning reasoning -> "";
      case Part.ToolCall call -> "";
      case Part.ToolResult result -> "";
    };
  }

  private static Json.Obj text(String text) {
    return Json.Obj.of().put("type", "text").put("text", text);
  }

  private Turn turn(Message.Role role) {
    if (turns.isEmpty() || turns.getLast().role != role) {
      turns.add(new Turn(role));
    }
    return turns.getLast();
  }

  private void finish() {
    trimPrefill();
    if (turns.isEmpty() || turns.getFirst().role != Message.Role.USER) {
      var opening = new Turn(Message.Role.USER);
      opening.add(text("."));
      turns.addFirst(opening);
    }
    for (var i = 0; i < turns.size(); i++) {
      var unanswered =
          turns.get(i).calls()
              && (i + 1 == turns.size() || turns.get(i + 1).role != Message.Role.USER);
      if (unanswered) {
        turns.add(i + 1, new Turn(Message.Role.USER));
      }
    }
  }

  /** The last assistant text, if it ends the conversation, may not end in white space. */
  private void trimPrefill() {
    if (turns.isEmpty() || turns.getLast().role != Message.Role.ASSISTANT) {
      return;
    }
    var blocks = turns.getLast().blocks;
    if (blocks.getLast() instanceof Json.Obj last && last.text("type").orElse("").equals("text")) {
      blocks.set(blocks.size() - 1, text(last.text("text").orElse("").stripTrailing()));
    }
  }
}
