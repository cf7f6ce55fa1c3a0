package dev.sluice.dialect.bedrock;

import dev.sluice.chat.Message;
import dev.sluice.chat.Part;
import dev.sluice.chat.ToolKind;
import dev.sluice.json.Json;
import java.util.ArrayList;
import java.util.List;

/** Reads {@code system} and {@code messages}. Source: protocol reference, §5.4. */
final class ContentReader {

  private final List<String> droppable;

  ContentReader(List<String> droppable) {
    this.droppable = droppable;
  }

  List<Message> read(Json.Obj body) throws InvalidRequest {
    var messages = new ArrayList<Message>();
    var system = Fields.array(body, "system", "");
    if (!system.isEmpty()) {
      messages.add(new Message(Message.Role.SYSTEM, parts(system, "system")));
    }
    var turns = Fields.array(body, "messages", "");
    for (var i = 0; i < turns.size(); i++) {
      messages.add(message(turns.get(i), "messages[" + i + "]"));
    }
    return messages;
  }

  private Message message(Json json, String path) throws InvalidRequest {
    var message = Fields.object(json, path);
    var role =
        switch (Fields.text(message, "role", path)) {
          case "user" -> Message.Role.USER;
          case "assistant" -> Message.Role.ASSISTANT;
          case "system" -> Message.Role.SYSTEM;
          default -> throw new InvalidRequest(path + ".role", "must be user, assistant or system");
        };
    if (!message.has("content")) {
      throw new InvalidRequest(path + ".content", "is required");
    }
    var content = Fields.array(message, "content", path);
    return new Message(role, parts(content, path + ".content"));
  }

  private List<Part> parts(List<Json> content, String path) throws InvalidRequest {
    var parts = new ArrayList<Part>(content.size());
    for (var i = 0; i < content.size(); i++) {
      var at = path + "[" + i + "]";
      var block = Fields.object(content.get(i), at);
      if (block.members().isEmpty()) {
        throw new InvalidRequest(at, "is a block without a member");
      }
      for (var member : block.members().entrySet()) {
        part(member.getKey(), member.getValue(), at, parts);
      }
    }
    return parts;
  }

  private void part(String name, Json value, String at, List<Part> parts) throws InvalidRequest {
    var path = at + "." + name;
    if (value instanceof Json.Nil) {
      return;
    }
    switch (name) {
      case "text" -> parts.add(new Part.Text(Fields.text(value, path)));
      case "toolUse" -> parts.add(toolUse(Fields.object(value, path), path, at));
      case "toolResult" -> parts.add(toolResult(Fields.object(value, path), path, at));
      case "reasoningContent" -> parts.add(reasoning(Fields.object(value, path), path));
      case "citationsContent" -> parts.add(cited(Fields.object(value, path), path));
      case "cachePoint" -> droppable.add(path);
      default -> parts.add(new Part.Foreign(at, name));
    }
  }

  private static Part toolUse(Json.Obj use, String path, String at) throws InvalidRequest {
    if (use.text("type").orElse("").equals("server_tool_use")) {
      return new Part.Foreign(at, "server_tool_use");
    }
    var input = use.get("input").map(Json::compact).orElse("{}");
    return new Part.ToolCall(
        Fields.text(use, "toolUseId", path),
        Fields.text(use, "name", path),
        input,
        ToolKind.FUNCTION);
  }

  private static Part toolResult(Json.Obj result, String path, String at) throws InvalidRequest {
    var type = result.text("type");
    if (type.isPresent() && !type.get().equals("tool_result")) {
      return new Part.Foreign(at, type.get());
    }
    var content = Fields.array(result, "content", path);
    var parts = new ArrayList<Part>(content.size());
    for (var i = 0; i < content.size(); i++) {
      var where = path + ".content[" + i + "]";
      for (var member : Fields.object(content.get(i), where).members().entrySet()) {
        switch (member.getKey()) {
          case "text" -> parts.add(new Part.Text(Fields.text(member.getValue(), where + ".text")));
          case "json" -> parts.add(new Part.Text(member.getValue().compact()));
          default -> parts.add(new Part.Foreign(where, member.getKey()));
        }
      }
    }
    var error = result.text("status").orElse("").equals("error");
    return new Part.ToolResult(Fields.text(result, "toolUseId", path), parts, error);
  }

  private static Part reasoning(Json.Obj content, String path) throws InvalidRequest {
    var redacted = content.get("redactedContent");
    if (redacted.isPresent()) {
      var data = Fields.text(redacted.get(), path + ".redactedContent");
      return new Part.Reasoning("", null, data);
    }
    var text = Fields.object(content, "reasoningText", path).orElseGet(Json.Obj::of);
    return new Part.Reasoning(
        text.text("text").orElse(""), text.text("signature").orElse(null), null);
  }

  /** The text; where it was taken from is of no use to another model. */
  private static Part cited(Json.Obj cited, String path) throws InvalidRequest {
    var text = new StringBuilder();
    for (var piece : Fields.array(cited, "content", path)) {
      text.append(piece.asObject().flatMap(object -> object.text("text")).orElse(""));
    }
    return new Part.Text(text.toString());
  }
}
