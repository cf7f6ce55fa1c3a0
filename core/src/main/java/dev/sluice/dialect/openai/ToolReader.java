package dev.sluice.dialect.openai;

import dev.sluice.chat.Tool;
import dev.sluice.chat.ToolChoice;
import dev.sluice.chat.ToolKind;
import dev.sluice.json.Json;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/** Reads the tools of a request and which of them may or must be called. */
final class ToolReader {

  private final Fields body;
  private final Findings findings;
  private final List<Tool> tools = new ArrayList<>();

  ToolReader(Fields body, Findings findings) throws RequestFault {
    this.body = body;
    this.findings = findings;
    var elements = body.array("tools");
    for (var i = 0; i < elements.size(); i++) {
      tool(Fields.of(elements.get(i), "tools[" + i + "]"));
    }
    var functions = body.array("functions");
    for (var i = 0; i < functions.size(); i++) {
      tools.add(function(Fields.of(functions.get(i), "functions[" + i + "]")));
    }
  }

  /** The tools that may be called; to be asked for after {@link #choice}. */
  List<Tool> tools() {
    return tools;
  }

  private void tool(Fields tool) throws RequestFault {
    switch (tool.required("type")) {
      case "function" -> tools.add(function(tool.requiredObject("function")));
      case "custom" -> {
        var custom = tool.requiredObject("custom");
        if (custom.has("format")) {
          findings.droppable(custom.at("format"));
        }
        tools.add(
            new Tool(
                custom.required("name"), custom.text("description"), null, null, ToolKind.CUSTOM));
      }
      default ->
          findings.blocking(
              tool.at("type"), "tools that the provider runs", "offer functions only");
    }
  }

  private static Tool function(Fields function) throws RequestFault {
    var parameters = function.object("parameters");
    return new Tool(
        function.required("name"),
        function.text("description"),
        parameters == null ? null : parameters.object().compact(),
        function.bool("strict"),
        ToolKind.FUNCTION);
  }

  ToolChoice choice() throws RequestFault {
    var name = body.has("tool_choice") ? "tool_choice" : "function_call";
    return switch (body.get(name)) {
      case null -> new ToolChoice.Unset();
      case Json.Text text -> word(name, text.value());
      case Json.Obj object -> object(new Fields(object, name));
      case Json other ->
          throw new RequestFault(name, "must be a string or an object, not " + Fields.kind(other));
    };
  }

  private ToolChoice word(String name, String word) {
    return switch (word) {
      case "" -> new ToolChoice.Unset();
      case "auto" -> new ToolChoice.Auto();
      case "none" -> new ToolChoice.None();
      case "required", "any" -> new ToolChoice.Required();
      default -> {
        findings.blocking(name, "choices like this", "use auto, none, required or one function");
        yield new ToolChoice.Unset();
      }
    };
  }

  private ToolChoice object(Fields choice) throws RequestFault {
    var type = choice.text("type");
    if (type == null) {
      return new ToolChoice.One(choice.required("name"));
    }
    return switch (type) {
      case "function", "custom" -> new ToolChoice.One(choice.requiredObject(type).required("name"));
      case "allowed_tools" -> allowed(choice.requiredObject("allowed_tools"));
      default -> word(choice.at("type"), "");
    };
  }

  /** Only some of the tools: the others are not offered at all. */
  private ToolChoice allowed(Fields allowed) throws RequestFault {
    var names = new HashSet<String>();
    var elements = allowed.array("tools");
    for (var i = 0; i < elements.size(); i++) {
      var tool = Fields.of(elements.get(i), allowed.at("tools") + "[" + i + "]");
      names.add(tool.requiredObject(tool.required("type")).required("name"));
    }
    tools.removeIf(tool -> !names.contains(tool.name()));
    return word(allowed.at("mode"), allowed.required("mode"));
  }
}
