package dev.sluice.dialect.anthropic;

import dev.sluice.chat.Tool;
import dev.sluice.chat.ToolChoice;
import dev.sluice.chat.ToolKind;
import dev.sluice.json.Json;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads {@code tools} and {@code tool_choice}. */
final class ToolsReader {

  private final Leftovers leftovers;

  ToolsReader(Leftovers leftovers) {
    this.leftovers = leftovers;
  }

  /** The client's own tools; those that the provider runs block other protocols. */
  List<Tool> tools(Fields body) throws BadRequest {
    var tools = new ArrayList<Tool>();
    var given = body.array("tools");
    for (var i = 0; i < given.size(); i++) {
      var tool = Fields.of(given.get(i), "tools[" + i + "]");
      var type = tool.optionalText("type").orElse("custom");
      if (type.equals("custom")) {
        tools.add(custom(tool));
      } else {
        leftovers.block("tools[" + i + "].type", "the tool type");
      }
    }
    return tools;
  }

  private Tool custom(Fields tool) throws BadRequest {
    for (var name : tool.object().members().keySet()) {
      switch (name) {
        case "type", "name", "description", "input_schema", "strict" -> {}
        default -> leftovers.drop(name);
      }
    }
    return new Tool(
        tool.text("name"),
        tool.optionalText("description").orElse(null),
        tool.object("input_schema").map(schema -> schema.object().compact()).orElse(null),
        tool.bool("strict").orElse(null),
        ToolKind.FUNCTION);
  }

  ToolChoice choice(Fields body) throws BadRequest {
    var choice = body.object("tool_choice");
    if (choice.isEmpty()) {
      return new ToolChoice.Unset();
    }
    return switch (choice.get().text("type")) {
      case "auto" -> new ToolChoice.Auto();
      case "any" -> new ToolChoice.Required();
      case "none" -> new ToolChoice.None();
      case "tool" -> new ToolChoice.One(choice.get().text("name"));
      default -> {
        leftovers.block("tool_choice.type", "the tool choice");
        yield new ToolChoice.Unset();
      }
    };
  }

  @Nullable Boolean parallel(Fields body) throws BadRequest {
    var choice = body.object("tool_choice").map(Fields::object).orElseGet(Json.Obj::of);
    var disabled = new Fields(choice, "tool_choice").bool("disable_parallel_tool_use");
    return disabled.isEmpty() ? null : !disabled.get();
  }
}
