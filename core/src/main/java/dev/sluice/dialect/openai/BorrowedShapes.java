package dev.sluice.dialect.openai;

import dev.sluice.json.Json;
import java.util.List;
import java.util.Optional;

/**
 * Turns a request that borrows shapes of other protocols into a Chat request.
 *
 * <p>Cursor sends Chat with tools that stand bare ({@code name, description, parameters}), flat
 * ({@code type, name, parameters}) or with their schema under {@code input_schema}, and with
 * content blocks for calls, results and pictures; agents that were written for several protocols do
 * alike. Such a request would be refused by every Chat provider, so the whole body is rewritten
 * once, before anybody reads it; a request without such shapes stays byte for byte. Source: issues
 * of Cursor's proxies (e.g. "invalid type for tools[0].function").
 */
final class BorrowedShapes {

  private static final String NAME = "name";
  private static final String TYPE = "type";
  private static final String FUNCTION = "function";
  private static final String CHOICE = "tool_choice";

  private BorrowedShapes() {}

  /** The request in Chat's own shapes; empty when it is already. */
  static Optional<Json.Obj> translated(Json.Obj body) {
    var result = body;
    var changed = false;
    var tools = body.array("tools");
    if (tools.stream().anyMatch(BorrowedShapes::isBorrowedTool)) {
      result = result.with("tools", Json.Arr.of(tools.stream().map(BorrowedShapes::tool).toList()));
      changed = true;
    }
    var choice = body.object(CHOICE).flatMap(BorrowedShapes::choice);
    if (choice.isPresent()) {
      result = result.with(CHOICE, choice.get());
      changed = true;
      var single = body.object(CHOICE).flatMap(given -> given.bool("disable_parallel_tool_use"));
      if (single.orElse(false) && !result.has("parallel_tool_calls")) {
        result = result.with("parallel_tool_calls", new Json.Bool(false));
      }
    }
    var messages = body.array("messages");
    if (messages.stream().anyMatch(BorrowedMessages::isBorrowed)) {
      result = result.with("messages", BorrowedMessages.translated(messages));
      changed = true;
    }
    return changed ? Optional.of(result) : Optional.empty();
  }

  // ---- tools

  private static boolean isBorrowedTool(Json element) {
    if (!(element instanceof Json.Obj tool)) {
      return false;
    }
    if (tool.has(FUNCTION)) {
      return !tool.has(TYPE);
    }
    return tool.has(NAME) && !tool.has("custom") && isOwnType(tool.text(TYPE).orElse(FUNCTION));
  }

  /** Other types are run by a provider. */
  private static boolean isOwnType(String type) {
    return type.equals(FUNCTION) || type.equals("custom");
  }

  private static Json tool(Json element) {
    if (!isBorrowedTool(element) || !(element instanceof Json.Obj tool)) {
      return element;
    }
    if (tool.has(FUNCTION)) {
      var typed = Json.Obj.of().put(TYPE, FUNCTION);
      tool.members().forEach(typed::put);
      return typed.put(TYPE, FUNCTION);
    }
    var schema = tool.get("parameters").or(() -> tool.get("input_schema"));
    var type =
        schema.isEmpty() && tool.text(TYPE).orElse("").equals("custom") ? "custom" : FUNCTION;
    var inner = Json.Obj.of();
    for (var name : List.of(NAME, "description", "strict", "format")) {
      tool.get(name).ifPresent(value -> inner.put(name, value));
    }
    schema.ifPresent(value -> inner.put("parameters", value));
    return Json.Obj.of().put(TYPE, type).put(type, inner);
  }

  // ---- the choice

  private static Optional<Json> choice(Json.Obj choice) {
    var name = choice.text(NAME);
    return switch (choice.text(TYPE).orElse("")) {
      case "auto", "none", "required" -> Optional.of(new Json.Text(choice.text(TYPE).orElse("")));
      case "any" -> Optional.of(new Json.Text("required"));
      case "tool" -> name.map(BorrowedShapes::named);
      case FUNCTION -> choice.has(FUNCTION) ? Optional.empty() : name.map(BorrowedShapes::named);
      default -> Optional.empty();
    };
  }

  private static Json named(String name) {
    return Json.Obj.of().put(TYPE, FUNCTION).put(FUNCTION, Json.Obj.of().put(NAME, name));
  }
}
