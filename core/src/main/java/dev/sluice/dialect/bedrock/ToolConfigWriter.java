package dev.sluice.dialect.bedrock;

import dev.sluice.chat.ChatRequest;
import dev.sluice.chat.Tool;
import dev.sluice.chat.ToolChoice;
import dev.sluice.chat.ToolKind;
import dev.sluice.dialect.OfferedTools;
import dev.sluice.dialect.ToolSchema;
import dev.sluice.json.Json;
import java.util.Optional;
import java.util.Set;

/** Writes {@code toolConfig}. Source: protocol reference, §11.4. */
final class ToolConfigWriter {

  static final String NO_CALLS = "Do not call any tool. Answer with text only.";

  private ToolConfigWriter() {}

  /**
   * The tools, or nothing where no turn needs them.
   *
   * @param dropped takes the places of tools that are left out
   * @param history the names that earlier turns call; where there are any, Converse wants tools
   */
  static Optional<Json.Obj> tools(ChatRequest request, Set<String> history, Set<String> dropped)
      throws InvalidRequest {
    var tools = Json.Arr.of();
    if (history.isEmpty() && !callable(request)) {
      return Optional.empty();
    }
    var offered = OfferedTools.distinct(request.tools(), dropped);
    for (var i = 0; i < offered.size(); i++) {
      tools.add(spec(offered.get(i), i));
    }
    if (tools.elements().isEmpty()) {
      for (var name : history) {
        tools.add(spec(name, ToolSchema.of(null)));
      }
    }
    return Optional.of(Json.Obj.of().put("tools", tools));
  }

  /** Whether the model may call a tool. */
  static boolean callable(ChatRequest request) {
    return !request.tools().isEmpty() && !(request.toolChoice() instanceof ToolChoice.None);
  }

  private static Json spec(Tool tool, int index) throws InvalidRequest {
    if (tool.kind() == ToolKind.SERVER) {
      throw new InvalidRequest(
          "tools[" + index + "]", "runs at its own provider and cannot be sent to Bedrock");
    }
    var schema = ToolSchema.of(tool.kind() == ToolKind.CUSTOM ? CustomTools.SCHEMA : tool.schema());
    var spec = Json.Obj.of().put("name", tool.name());
    var description = tool.description();
    if (description != null && !description.isBlank()) {
      spec.put("description", description);
    }
    spec.put("inputSchema", Json.Obj.of().put("json", schema));
    if (Boolean.TRUE.equals(tool.strict())) {
      spec.put("strict", true);
    }
    return Json.Obj.of().put("toolSpec", spec);
  }

  private static Json spec(String name, Json schema) {
    var input = Json.Obj.of().put("json", schema);
    return Json.Obj.of().put("toolSpec", Json.Obj.of().put("name", name).put("inputSchema", input));
  }

  /** Converse's choice; nothing where it has no word for it. */
  static Optional<Json.Obj> choice(ToolChoice choice) {
    return switch (choice) {
      case ToolChoice.Unset u -> Optional.empty();
      case ToolChoice.None n -> Optional.empty();
      case ToolChoice.Auto a -> Optional.of(Json.Obj.of().put("auto", Json.Obj.of()));
      case ToolChoice.Required r -> Optional.of(Json.Obj.of().put("any", Json.Obj.of()));
      case ToolChoice.One(var name) ->
          Optional.of(Json.Obj.of().put("tool", Json.Obj.of().put("name", name)));
    };
  }

  /** Claude's own choice with one call at a time, for which Converse has no word. */
  static Json.Obj oneAtATime(ToolChoice choice) {
    var claude =
        switch (choice) {
          case ToolChoice.Unset u -> Json.Obj.of().put("type", "auto");
          case ToolChoice.None n -> Json.Obj.of().put("type", "auto");
          case ToolChoice.Auto a -> Json.Obj.of().put("type", "auto");
          case ToolChoice.Required r -> Json.Obj.of().put("type", "any");
          case ToolChoice.One(var name) -> Json.Obj.of().put("type", "tool").put("name", name);
        };
    return claude.put("disable_parallel_tool_use", true);
  }

  /** Whether a call is demanded. */
  static boolean forced(ToolChoice choice) {
    return choice instanceof ToolChoice.Required || choice instanceof ToolChoice.One;
  }
}
