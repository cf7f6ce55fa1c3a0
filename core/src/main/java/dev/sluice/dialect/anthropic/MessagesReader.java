package dev.sluice.dialect.anthropic;

import dev.sluice.chat.Message;
import dev.sluice.chat.Part;
import dev.sluice.chat.ToolKind;
import dev.sluice.json.Json;
import java.util.ArrayList;
import java.util.List;

/** Reads {@code system} and {@code messages}. */
final class MessagesReader {

  static final int MESSAGES_MAX = 100_000;

  private final Leftovers leftovers;

  MessagesReader(Leftovers leftovers) {
    this.leftovers = leftovers;
  }

  /** The system text, if any, as the first message, and the messages. */
  List<Message> read(Fields body) throws BadRequest {
    var messages = new ArrayList<Message>();
    var system = body.object().get("system");
    if (system.isPresent()) {
      messages.add(new Message(Message.Role.SYSTEM, content(system.get(), "system", true)));
    }
    var given = body.array("messages");
    if (given.isEmpty()) {
      throw body.object().has("messages")
          ? new BadRequest("messages", "at least one message is expected")
          : body.missing("messages");
    }
    if (given.size() > MESSAGES_MAX) {
      throw new BadRequest("messages", given.size() + " messages are more than " + MESSAGES_MAX);
    }
    for (var i = 0; i < given.size(); i++) {
      messages.add(message(Fields.of(given.get(i), "messages[" + i + "]")));
    }
    return messages;
  }

  private Message message(Fields message) throws BadRequest {
    var role =
        switch (message.text("role")) {
          case "user" -> Message.Role.USER;
          case "assistant" -> Message.Role.ASSISTANT;
          case "system" -> Message.Role.SYSTEM;
          default ->
              throw new BadRequest(message.at("role"), "user, assistant or system is expected");
        };
    var content = message.object().get("content");
    if (content.isEmpty()) {
      throw message.missing("content");
    }
    var textOnly = role == Message.Role.SYSTEM;
    return new Message(role, content(content.get(), message.at("content"), textOnly));
  }

  private List<Part> content(Json content, String path, boolean textOnly) throws BadRequest {
    return switch (content) {
      case Json.Text text -> List.of(new Part.Text(text.value()));
      case Json.Arr blocks -> {
        var parts = new ArrayList<Part>(blocks.elements().size());
        for (var i = 0; i < blocks.elements().size(); i++) {
          var block = Fields.of(blocks.elements().get(i), path + "[" + i + "]");
          if (textOnly && !block.text("type").equals("text")) {
            leftovers.drop(pathOf(block)); // e.g. tool_addition, which means nothing elsewhere
          } else {
            parts.add(block(block));
          }
        }
        yield parts;
      }
      case Json.Obj other -> throw neither(path);
      case Json.Num other -> throw neither(path);
      case Json.Bool other -> throw neither(path);
      case Json.Nil other -> throw neither(path);
    };
  }

  private static BadRequest neither(String path) {
    return new BadRequest(path, "a string or an array of blocks is expected");
  }

  private Part block(Fields block) throws BadRequest {
    var type = block.text("type");
    if (block.object().has("cache_control")) {
      leftovers.drop("cache_control");
    }
    return switch (type) {
      case "text" -> new Part.Text(block.text("text"));
      case "thinking" ->
          new Part.Reasoning(
              block.text("thinking"), block.optionalText("signature").orElse(null), null);
      case "redacted_thinking" -> new Part.Reasoning("", null, block.text("data"));
      case "tool_use" -> call(block);
      case "tool_result" -> result(block);
      default -> new Part.Foreign(pathOf(block), type);
    };
  }

  private static Part call(Fields block) throws BadRequest {
    var input = block.object("input").map(Fields::object).orElseGet(Json.Obj::of);
    return new Part.ToolCall(
        block.text("id"), block.text("name"), input.compact(), ToolKind.FUNCTION);
  }

  private Part result(Fields block) throws BadRequest {
    var content = block.object().get("content");
    var parts =
        content.isEmpty() ? List.<Part>of() : content(content.get(), block.at("content"), false);
    for (var part : parts) {
      if (!(part instanceof Part.Text) && !(part instanceof Part.Foreign)) {
        throw new BadRequest(block.at("content"), "a tool result cannot hold such a block");
      }
    }
    return new Part.ToolResult(
        block.text("tool_use_id"), parts, block.bool("is_error").orElse(false));
  }

  private static String pathOf(Fields block) {
    var inside = block.at("");
    return inside.substring(0, inside.length() - 1);
  }
}
