package dev.sluice.dialect.bedrock;

import dev.sluice.chat.ChatRequest.Blocking;
import dev.sluice.chat.Tool;
import dev.sluice.chat.ToolChoice;
import dev.sluice.chat.ToolKind;
import dev.sluice.json.Json;
import java.util.ArrayList;
import java.util.List;

/** Reads {@code toolConfig}. */
final class ToolConfigReader {

  private final List<String> droppable;
  private final List<Blocking> blocking;

  ToolConfigReader(List<String> droppable, List<Blocking> blocking) {
    this.droppable = droppable;
    this.blocking = blocking;
  }

  List<Tool> tools(Json.Obj config) throws InvalidRequest {
    var tools = new ArrayList<Tool>();
    var listed = Fields.array(config, "tools", "toolConfig");
    for (var i = 0; i < listed.size(); i++) {
      var at = "toolConfig.tools[" + i + "]";
      for (var member : Fields.object(listed.get(i), at).members().entrySet()) {
        var path = at + "." + member.getKey();
        switch (member.getKey()) {
          case "toolSpec" -> tools.add(spec(Fields.object(member.getValue(), path), path));
          case "cachePoint" -> droppable.add(path);
          default ->
              blocking.add(
                  new Blocking(
                      path,
                      path + ": only Bedrock runs this tool; use a toolSpec or a Bedrock model"));
        }
      }
    }
    return tools;
  }

  private static Tool spec(Json.Obj spec, String path) throws InvalidRequest {
    var schema = Fields.object(spec, "inputSchema", path).flatMap(input -> input.get("json"));
    return new Tool(
        Fields.text(spec, "name", path),
        spec.text("description").orElse(null),
        schema.map(Json::compact).orElse(null),
        spec.bool("strict").orElse(null),
        ToolKind.FUNCTION);
  }

  ToolChoice choice(Json.Obj config) throws InvalidRequest {
    var choice = Fields.object(config, "toolChoice", "toolConfig");
    if (choice.isEmpty()) {
      return new ToolChoice.Unset();
    }
    var path = "toolConfig.toolChoice";
    for (var member : choice.get().members().entrySet()) {
      switch (member.getKey()) {
        case "auto" -> {
          return new ToolChoice.Auto();
        }
        case "any" -> {
          return new ToolChoice.Required();
        }
        case "tool" -> {
          var tool = Fields.object(member.getValue(), path + ".tool");
          return new ToolChoice.One(Fields.text(tool, "name", path + ".tool"));
        }
        default -> {}
      }
    }
    throw new InvalidRequest(path, "must be {auto}, {any} or {tool}");
  }
}
