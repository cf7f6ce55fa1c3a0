package dev.sluice.dialect.anthropic;

import dev.sluice.chat.ChatRequest;
import dev.sluice.chat.Tool;
import dev.sluice.chat.ToolChoice;
import dev.sluice.chat.ToolKind;
import dev.sluice.dialect.OfferedTools;
import dev.sluice.dialect.ToolSchema;
import dev.sluice.json.Json;
import dev.sluice.json.MalformedJson;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;

/** Writes the tools of another protocol's request. Source: protocol reference, §11.4. */
final class ToolsWriter {

  private static final String NO_ARGUMENTS = "{\"type\":\"object\",\"properties\":{}}";
  private static final String FREE_TEXT =
      "{\"type\":\"object\",\"properties\":{\"input\":{\"type\":\"string\"}},"
          + "\"required\":[\"input\"]}";

  private final ChatRequest request;
  private final Set<String> called;
  private final Set<String> dropped;

  /**
   * @param called the tools that the history calls
   */
  ToolsWriter(ChatRequest request, Set<String> called, Set<String> dropped) {
    this.request = request;
    this.called = called;
    this.dropped = dropped;
  }

  /** Whether the client insists on a call. */
  boolean forced() {
    return !request.tools().isEmpty()
        && (request.toolChoice() instanceof ToolChoice.Required
            || request.toolChoice() instanceof ToolChoice.One);
  }

  /** Puts {@code tools} and {@code tool_choice} into the body, where there are any. */
  void write(Json.Obj body) {
    if (request.tools().isEmpty()) {
      remembered(body);
      return;
    }
    var tools = Json.Arr.of();
    for (var tool : OfferedTools.distinct(request.tools(), dropped)) {
      tools.add(tool(tool));
    }
    body.put("tools", tools);
    choice().ifPresent(choice -> body.put("tool_choice", choice));
  }

  /** A history with calls needs their tools, even when none may be called any more. */
  private void remembered(Json.Obj body) {
    if (called.isEmpty()) {
      return;
    }
    var tools = Json.Arr.of();
    for (var name : called) {
      tools.add(Json.Obj.of().put("name", name).put("input_schema", parsed(NO_ARGUMENTS)));
    }
    body.put("tools", tools).put("tool_choice", Json.Obj.of().put("type", "none"));
  }

  private Json tool(Tool tool) {
    var written = Json.Obj.of().put("name", tool.name());
    var description = tool.description();
    if (description != null && !description.isBlank()) {
      written.put("description", description);
    }
    written.put(
        "input_schema",
        tool.kind() == ToolKind.CUSTOM ? parsed(FREE_TEXT) : ToolSchema.of(tool.schema()));
    return Boolean.TRUE.equals(tool.strict()) ? written.put("strict", true) : written;
  }

  private static Json.Obj parsed(String json) {
    try {
      return Json.parse(json.getBytes(StandardCharsets.UTF_8)).asObject().orElseGet(Json.Obj::of);
    } catch (MalformedJson e) {
      return Json.Obj.of(); // readers hand over JSON text only
    }
  }

  private Optional<Json.Obj> choice() {
    var choice =
        switch (request.toolChoice()) {
          case ToolChoice.Unset unset -> null;
          case ToolChoice.Auto auto -> typed("auto");
          case ToolChoice.None none -> typed("none");
          case ToolChoice.Required required -> typed("any");
          case ToolChoice.One one -> typed("tool").put("name", one.name());
        };
    var single = Boolean.FALSE.equals(request.parallelCalls());
    if (single && !(request.toolChoice() instanceof ToolChoice.None)) {
      var chosen = choice == null ? typed("auto") : choice;
      return Optional.of(chosen.put("disable_parallel_tool_use", true));
    }
    return Optional.ofNullable(choice);
  }

  private static Json.Obj typed(String type) {
    return Json.Obj.of().put("type", type);
  }
}
