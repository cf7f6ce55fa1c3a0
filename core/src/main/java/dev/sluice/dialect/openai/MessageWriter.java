package dev.sluice.dialect.openai;

import dev.sluice.chat.Message;
import dev.sluice.chat.Part;
import dev.sluice.chat.ToolKind;
import dev.sluice.chat.Turns;
import dev.sluice.dialect.Target;
import dev.sluice.json.Json;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes the turns of another protocol's request as Chat messages: each result is a {@code tool}
 * message of its own, and system text stands in front as one message, since many templates take it
 * nowhere else. Texts of one turn are joined: not every provider takes an array of them.
 */
final class MessageWriter {

  private static final String ERROR = "Error: ";
  private static final String PARAGRAPH = "\n\n";

  private final Turns turns;
  private final ChatTurns rules;
  private final StateBack state;
  private final Json.Arr out = Json.Arr.of();

  MessageWriter(Turns turns, ChatTurns rules, Target target) {
    this.turns = turns;
    this.rules = rules;
    this.state = new StateBack(turns.turns(), target);
  }

  Json.Arr write() throws RequestFault {
    if (!turns.system().isEmpty()) {
      var text = new ArrayList<String>();
      turns.system().forEach(part -> text.add(part.text()));
      add("system").put("content", String.join(PARAGRAPH, text));
    }
    for (var i = 0; i < turns.turns().size(); i++) {
      var turn = turns.turns().get(i);
      switch (turn.role()) {
        case SYSTEM -> add("system").put("content", texts(turn.parts()));
        case USER -> user(turn);
        case ASSISTANT -> assistant(turn, i);
      }
    }
    if (turns.prefilled()
        && rules.marksPrefill()
        && out.elements().getLast() instanceof Json.Obj last) {
      last.put("prefix", true);
    }
    return out;
  }

  private void user(Message turn) throws RequestFault {
    var rest = new ArrayList<Part>();
    for (var part : turn.parts()) {
      if (part instanceof Part.ToolResult result) {
        result(result);
      } else {
        rest.add(part);
      }
    }
    if (rest.isEmpty()) {
      return;
    }
    if (rest.size() < turn.parts().size() && !rules.userAfterResults()) {
      add("assistant").put("content", ChatTurns.HEARD);
    }
    add("user").put("content", texts(rest));
  }

  private void result(Part.ToolResult result) throws RequestFault {
    var text = new StringBuilder();
    for (var part : result.content()) {
      text.append(text.isEmpty() ? "" : "\n").append(text(part));
    }
    if (result.error() && !text.toString().startsWith(ERROR)) {
      text.insert(0, ERROR);
    }
    add("tool").put("tool_call_id", result.callId()).put("content", text.toString());
  }

  private void assistant(Message turn, int index) throws RequestFault {
    var texts = new ArrayList<Part>();
    var calls = Json.Arr.of();
    var refusal = new StringBuilder();
    for (var part : turn.parts()) {
      switch (part) {
        case Part.Reasoning thought -> {} // comes back with the state below
        case Part.ToolCall call -> calls.add(call(call));
        case Part.Refusal refused -> refusal.append(refused.text());
        case Part other -> texts.add(other);
      }
    }
    var json = add("assistant");
    json.put("content", texts.isEmpty() ? Json.Nil.NIL : new Json.Text(texts(texts)));
    if (!refusal.isEmpty()) {
      json.put("refusal", refusal.toString());
    }
    if (!calls.elements().isEmpty()) {
      json.put("tool_calls", calls);
    }
    state.restore(json, turn.parts(), index);
  }

  private static Json.Obj call(Part.ToolCall call) {
    var custom = call.kind() == ToolKind.CUSTOM;
    var type = custom ? "custom" : "function";
    var arguments = custom || !call.arguments().isBlank() ? call.arguments() : "{}";
    return Json.Obj.of()
        .put("id", call.id())
        .put("type", type)
        .put(
            type,
            Json.Obj.of().put("name", call.name()).put(custom ? "input" : "arguments", arguments));
  }

  private static String texts(List<Part> parts) throws RequestFault {
    var text = new StringBuilder();
    for (var part : parts) {
      text.append(text.isEmpty() ? "" : PARAGRAPH).append(text(part));
    }
    return text.toString();
  }

  private static String text(Part part) throws RequestFault {
    return switch (part) {
      case Part.Text text -> text.text();
      case Part.Refusal refusal -> refusal.text();
      case Part.Foreign foreign ->
          throw new RequestFault(
              foreign.path(),
              foreign.type()
                  + " cannot be sent to a provider of another protocol; send text, or use a model"
                  + " of the protocol of this request");
      case Part.Reasoning reasoning -> reasoning.text();
      case Part.ToolCall call ->
          throw new IllegalStateException("a tool call stands outside an assistant's turn");
      case Part.ToolResult result ->
          throw new IllegalStateException("a tool result stands outside a user's turn");
    };
  }

  private Json.Obj add(String role) {
    var message = Json.Obj.of().put("role", role);
    out.add(message);
    return message;
  }
}
