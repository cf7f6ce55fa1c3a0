package dev.sluice.dialect.openai;

import dev.sluice.chat.ChatRequest;
import dev.sluice.chat.Message;
import dev.sluice.chat.Part;
import dev.sluice.chat.ToolKind;
import dev.sluice.dialect.Target;
import dev.sluice.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Writes the messages of another protocol as Chat messages.
 *
 * <p>A turn with several results becomes one {@code tool} message each, directly behind the calls;
 * a call without a result gets one that says so, since Chat providers refuse it otherwise.
 * Reasoning of other providers has no place here and is named.
 */
final class MessageWriter {

  private static final String NOT_EXECUTED = "Error: tool call was not executed";
  private static final String ERROR = "Error: ";

  private final ChatRequest request;
  private final StateBack state;
  private final Set<String> dropped;
  private final Json.Arr out = Json.Arr.of();
  private final Set<String> awaited = new LinkedHashSet<>();

  MessageWriter(ChatRequest request, Target target, Set<String> dropped) {
    this.request = request;
    this.state = new StateBack(request, target);
    this.dropped = dropped;
  }

  Json.Arr write() throws RequestFault {
    var messages = request.messages();
    // what stands before the messages in the client's body is the first one here
    var turn = !messages.isEmpty() && messages.getFirst().role() == Message.Role.SYSTEM ? -1 : 0;
    var place = 0;
    var last = Message.Role.USER;
    for (var message : messages) {
      last = message.role();
      switch (message.role()) {
        case SYSTEM -> system(message);
        case USER -> user(message);
        case ASSISTANT -> assistant(message, turn, place);
      }
      turn++;
      place++;
    }
    if (last == Message.Role.ASSISTANT) {
      throw new RequestFault(
          "messages",
          "the last one is the assistant's, which Chat Completions cannot continue; end with a user"
              + " message or tool results");
    }
    settle();
    return out;
  }

  private void system(Message message) throws RequestFault {
    settle();
    var text = new StringBuilder();
    for (var part : message.parts()) {
      text.append(text.isEmpty() ? "" : "\n\n").append(text(part));
    }
    add("system").put("content", text.toString());
  }

  private void user(Message message) throws RequestFault {
    var rest = new ArrayList<Part>();
    for (var part : message.parts()) {
      if (part instanceof Part.ToolResult result) {
        result(result);
      } else {
        rest.add(part);
      }
    }
    if (!rest.isEmpty()) {
      settle();
      content(add("user"), rest);
    }
  }

  private void result(Part.ToolResult result) throws RequestFault {
    awaited.remove(result.callId());
    var text = new StringBuilder();
    for (var part : result.content()) {
      text.append(text.isEmpty() ? "" : "\n").append(text(part));
    }
    if (result.error() && !text.toString().startsWith(ERROR)) {
      text.insert(0, ERROR);
    }
    add("tool").put("tool_call_id", CallIds.fit(result.callId())).put("content", text.toString());
  }

  /** Gives every call that was left without a result one. */
  private void settle() {
    for (var id : awaited) {
      add("tool").put("tool_call_id", CallIds.fit(id)).put("content", NOT_EXECUTED);
    }
    awaited.clear();
  }

  private void assistant(Message message, int turn, int place) throws RequestFault {
    settle();
    var texts = new ArrayList<Part>();
    var calls = Json.Arr.of();
    var refusal = new StringBuilder();
    for (var i = 0; i < message.parts().size(); i++) {
      switch (message.parts().get(i)) {
        case Part.Reasoning reasoning -> {
          if (!state.takes(reasoning, message.parts(), place)) {
            dropped.add(reasoningPath(turn, i));
          }
        }
        case Part.ToolCall call -> {
          awaited.add(call.id());
          calls.add(call(call));
        }
        case Part.Refusal refused -> refusal.append(refused.text());
        case Part other -> texts.add(other);
      }
    }
    if (texts.isEmpty() && calls.elements().isEmpty() && refusal.isEmpty()) {
      return;
    }
    var json = add("assistant");
    if (texts.isEmpty()) {
      json.put("content", Json.Nil.NIL);
    } else {
      content(json, texts);
    }
    if (!refusal.isEmpty()) {
      json.put("refusal", refusal.toString());
    }
    if (!calls.elements().isEmpty()) {
      json.put("tool_calls", calls);
    }
    state.restore(json, message.parts(), place);
  }

  private String reasoningPath(int turn, int index) {
    var word = request.from("bedrock") ? "reasoningContent" : "thinking";
    return "messages[" + turn + "].content[" + index + "]." + word;
  }

  private static Json.Obj call(Part.ToolCall call) {
    var custom = call.kind() == ToolKind.CUSTOM;
    var type = custom ? "custom" : "function";
    var arguments = custom || !call.arguments().isBlank() ? call.arguments() : "{}";
    return Json.Obj.of()
        .put("id", CallIds.fit(call.id()))
        .put("type", type)
        .put(
            type,
            Json.Obj.of().put("name", call.name()).put(custom ? "input" : "arguments", arguments));
  }

  private static void content(Json.Obj message, List<Part> parts) throws RequestFault {
    if (parts.size() == 1) {
      message.put("content", text(parts.getFirst()));
      return;
    }
    var array = Json.Arr.of();
    for (var part : parts) {
      array.add(Json.Obj.of().put("type", "text").put("text", text(part)));
    }
    message.put("content", array);
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
          throw new RequestFault("messages", "a tool call stands outside an assistant message");
      case Part.ToolResult result ->
          throw new RequestFault("messages", "a tool result stands outside a user message");
    };
  }

  private Json.Obj add(String role) {
    var message = Json.Obj.of().put("role", role);
    out.add(message);
    return message;
  }
}
