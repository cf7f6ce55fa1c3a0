package dev.sluice.dialect.openai;

import dev.sluice.chat.ChatRequest;
import dev.sluice.chat.Effort;
import dev.sluice.chat.Tool;
import dev.sluice.chat.ToolChoice;
import dev.sluice.chat.ToolKind;
import dev.sluice.dialect.Target;
import dev.sluice.json.Json;
import dev.sluice.json.MalformedJson;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A request of another protocol as a Chat request. Source: protocol reference, §11. */
final class Translation {

  static final int STOP_MAX = 4;
  static final int NAME_CHARS_MAX = 64;

  private final ChatRequest request;
  private final Target target;
  private final Set<String> dropped = new LinkedHashSet<>();

  Translation(ChatRequest request, Target target) {
    this.request = request;
    this.target = target;
  }

  /** What was left out, by the client's names; complete after {@link #body}. */
  List<String> dropped() {
    return List.copyOf(dropped);
  }

  Json.Obj body() throws RequestFault {
    dropped.addAll(request.origin().droppable());
    var body = Json.Obj.of().put("model", target.model());
    body.put("messages", new MessageWriter(request, dropped).write());
    OpenAiRequestWriter.stream(body, target.stream());
    sampling(body);
    tools(body);
    var level = level();
    if (level != null) {
      body.put("reasoning_effort", level.name().toLowerCase(Locale.ROOT));
    }
    var user = request.user();
    if (user != null) {
      body.put("user", user);
    }
    OpenAiRequestWriter.without(body, target);
    return body;
  }

  private void sampling(Json.Obj body) throws RequestFault {
    var sampling = request.sampling();
    var most = sampling.maxTokens();
    if (most != null) {
      var old = target.without().contains("max_completion_tokens");
      body.put(old ? "max_tokens" : "max_completion_tokens", most);
    }
    var temperature = sampling.temperature();
    if (temperature != null) {
      body.put("temperature", Json.Num.of(temperature));
    }
    var topP = sampling.topP();
    if (topP != null) {
      body.put("top_p", Json.Num.of(topP));
    }
    if (sampling.topK() != null) {
      var bedrock = request.from("bedrock");
      dropped.add(bedrock ? "additionalModelRequestFields.top_k" : "top_k");
    }
    if (sampling.stop().size() > STOP_MAX) {
      throw new RequestFault(
          request.from("bedrock") ? "inferenceConfig.stopSequences" : "stop_sequences",
          sampling.stop().size()
              + " stop sequences, but Chat Completions takes at most "
              + STOP_MAX
              + "; send fewer");
    }
    if (!sampling.stop().isEmpty()) {
      body.put("stop", Json.Arr.of(sampling.stop().stream().map(Json.Text::new).toList()));
    }
  }

  private void tools(Json.Obj body) throws RequestFault {
    if (request.tools().isEmpty()) {
      return;
    }
    var tools = Json.Arr.of();
    for (var tool : request.tools()) {
      tools.add(tool(tool));
    }
    body.put("tools", tools);
    switch (request.toolChoice()) {
      case ToolChoice.Unset unset -> {}
      case ToolChoice.Auto auto -> body.put("tool_choice", "auto");
      case ToolChoice.None none -> body.put("tool_choice", "none");
      case ToolChoice.Required required -> body.put("tool_choice", "required");
      case ToolChoice.One one -> body.put("tool_choice", named(one.name()));
    }
    var parallel = request.parallelCalls();
    if (parallel != null) {
      body.put("parallel_tool_calls", parallel);
    }
  }

  private Json.Obj named(String name) {
    var custom =
        request.tools().stream()
            .anyMatch(tool -> tool.name().equals(name) && tool.kind() == ToolKind.CUSTOM);
    var type = custom ? "custom" : "function";
    return Json.Obj.of().put("type", type).put(type, Json.Obj.of().put("name", name));
  }

  private static Json.Obj tool(Tool tool) throws RequestFault {
    if (tool.name().length() > NAME_CHARS_MAX) {
      throw new RequestFault(
          "tools",
          "the name of a tool has "
              + tool.name().length()
              + " characters, but Chat Completions takes at most "
              + NAME_CHARS_MAX);
    }
    var function = Json.Obj.of().put("name", tool.name());
    var description = tool.description();
    if (description != null) {
      function.put("description", description);
    }
    if (tool.kind() == ToolKind.CUSTOM) {
      return Json.Obj.of().put("type", "custom").put("custom", function);
    }
    var schema = tool.schema();
    var parameters = schema == null ? Json.Obj.of() : json(schema);
    if (schema != null) {
      function.put("parameters", parameters);
    }
    var strict = tool.strict();
    if (strict != null) {
      function.put("strict", strict && StrictSchema.complies(parameters));
    }
    return Json.Obj.of().put("type", "function").put("function", function);
  }

  private static Json json(String text) {
    try {
      return Json.parse(text.getBytes(StandardCharsets.UTF_8));
    } catch (MalformedJson e) {
      throw new IllegalStateException("a schema that was read is not JSON", e);
    }
  }

  private Effort.@Nullable Level level() {
    var effort = request.effort();
    if (effort == null) {
      return null;
    }
    var budget = effort.budgetTokens();
    var most = request.sampling().maxTokens();
    if (effort.level() != null || budget == null) {
      return effort.level();
    }
    return Efforts.nearest(budget, most == null ? Efforts.MAX_TOKENS : most);
  }
}
