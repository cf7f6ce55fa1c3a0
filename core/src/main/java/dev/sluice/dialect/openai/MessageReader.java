package dev.sluice.dialect.openai;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.chat.Message;
import dev.sluice.chat.Part;
import dev.sluice.chat.ToolKind;
import dev.sluice.json.Json;
import dev.sluice.json.MalformedJson;
import java.util.ArrayList;
import java.util.List;

/** Reads the messages of a request. */
final class MessageReader {

  private final Findings findings;

  /** The id that stands for the last deprecated {@code function_call}, which has none. */
  private String oldCallId = "call_fn_0";

  MessageReader(Findings findings) {
    this.findings = findings;
  }

  List<Message> read(List<Json> elements) throws RequestFault {
    var messages = new ArrayList<Message>(elements.size());
    for (var i = 0; i < elements.size(); i++) {
      messages.add(message(Fields.of(elements.get(i), "messages[" + i + "]"), i));
    }
    return messages;
  }

  private Message message(Fields message, int index) throws RequestFault {
    var role = message.required("role");
    if (message.has("name") && !role.equals("function") && !role.equals("tool")) {
      findings.droppable(message.at("name"));
    }
    return switch (role) {
      case "system", "developer" ->
          new Message(Message.Role.SYSTEM, content(message, Message.Role.SYSTEM));
      case "user" -> new Message(Message.Role.USER, content(message, Message.Role.USER));
      case "assistant" -> new Message(Message.Role.ASSISTANT, assistant(message, index));
      case "tool" -> result(message, message.required("tool_call_id"));
      case "function" -> result(message, oldCallId);
      default ->
          throw new RequestFault(
              message.at("role"),
              "must be one of system, developer, user, assistant, tool, function");
    };
  }

  private Message result(Fields message, String callId) throws RequestFault {
    var content = resultContent(message);
    return new Message(Message.Role.USER, List.of(new Part.ToolResult(callId, content, false)));
  }

  /** Clients put what their tool gave back here, text or not. */
  private List<Part> resultContent(Fields message) throws RequestFault {
    return switch (message.get("content")) {
      case null -> List.of();
      case Json.Obj object -> List.of(new Part.Text(object.compact()));
      case Json.Num number -> List.of(new Part.Text(number.compact()));
      case Json.Bool bool -> List.of(new Part.Text(bool.compact()));
      case Json other -> content(message, Message.Role.USER);
    };
  }

  private List<Part> content(Fields message, Message.Role role) throws RequestFault {
    var content = message.get("content");
    if (content == null) {
      if (role == Message.Role.ASSISTANT) {
        return List.of();
      }
      throw new RequestFault(message.at("content"), "is required");
    }
    if (content instanceof Json.Text text) {
      return List.of(new Part.Text(text.value()));
    }
    var parts = new ArrayList<Part>();
    for (var element : message.array("content")) {
      var path = message.at("content") + "[" + parts.size() + "]";
      parts.add(part(Fields.of(element, path)));
    }
    return parts;
  }

  private Part part(Fields part) throws RequestFault {
    if (part.has("prompt_cache_breakpoint")) {
      findings.droppable(part.at("prompt_cache_breakpoint"));
    }
    var type = part.required("type");
    return switch (type) {
      case "text" -> new Part.Text(requiredText(part, "text"));
      case "refusal" -> new Part.Refusal(requiredText(part, "refusal"));
      default -> new Part.Foreign(part.path(), type);
    };
  }

  /** A string that must be there and may be empty. */
  private static String requiredText(Fields part, String name) throws RequestFault {
    var text = part.text(name);
    if (text == null) {
      throw new RequestFault(part.at(name), "is required");
    }
    return text;
  }

  private List<Part> assistant(Fields message, int index) throws RequestFault {
    var parts = new ArrayList<Part>();
    var reasoning = message.text("reasoning_content");
    if (reasoning == null && message.get("reasoning") instanceof Json.Text text) {
      reasoning = text.value();
    }
    if (reasoning != null && !reasoning.isEmpty()) {
      parts.add(new Part.Reasoning(reasoning, null, null));
    }
    if (message.has("reasoning_details")) {
      findings.droppable(message.at("reasoning_details"));
    }
    parts.addAll(content(message, Message.Role.ASSISTANT));
    var refusal = message.text("refusal");
    if (refusal != null && !refusal.isEmpty()) {
      parts.add(new Part.Refusal(refusal));
    }
    if (message.has("audio")) {
      parts.add(new Part.Foreign(message.at("audio"), "audio"));
    }
    calls(message, parts);
    var old = message.object("function_call");
    if (old != null) {
      oldCallId = "call_fn_" + index;
      parts.add(
          new Part.ToolCall(oldCallId, old.required("name"), arguments(old), ToolKind.FUNCTION));
    }
    return parts;
  }

  private void calls(Fields message, List<Part> parts) throws RequestFault {
    var calls = message.array("tool_calls");
    for (var i = 0; i < calls.size(); i++) {
      var call = Fields.of(calls.get(i), message.at("tool_calls") + "[" + i + "]");
      var custom = call.object("custom");
      if (custom != null) {
        parts.add(
            new Part.ToolCall(
                call.required("id"),
                custom.required("name"),
                requiredText(custom, "input"),
                ToolKind.CUSTOM));
      } else {
        var function = call.requiredObject("function");
        parts.add(
            new Part.ToolCall(
                call.required("id"),
                function.required("name"),
                arguments(function),
                ToolKind.FUNCTION));
      }
    }
  }

  /** The arguments as the text of a JSON object, whatever the model once wrote. */
  private static String arguments(Fields function) throws RequestFault {
    if (function.get("arguments") instanceof Json.Obj object) {
      return object.compact();
    }
    var text = function.text("arguments");
    if (text == null || text.isBlank()) {
      return "{}";
    }
    try {
      if (Json.parse(text.getBytes(UTF_8)) instanceof Json.Obj) {
        return text;
      }
    } catch (MalformedJson e) {
      return raw(text);
    }
    return raw(text);
  }

  private static String raw(String text) {
    return Json.Obj.of().put("_raw", text).compact();
  }
}
