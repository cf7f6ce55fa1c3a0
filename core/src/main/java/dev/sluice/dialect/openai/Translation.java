package dev.sluice.dialect.openai;

import dev.sluice.chat.CallNames;
import dev.sluice.chat.CallWords;
import dev.sluice.chat.ChatRequest;
import dev.sluice.chat.Effort;
import dev.sluice.chat.FieldNames;
import dev.sluice.chat.Sha256;
import dev.sluice.chat.Tool;
import dev.sluice.chat.ToolChoice;
import dev.sluice.chat.ToolKind;
import dev.sluice.chat.Turns;
import dev.sluice.dialect.Model;
import dev.sluice.dialect.OfferedTools;
import dev.sluice.dialect.Target;
import dev.sluice.dialect.ToolSchema;
import dev.sluice.json.Json;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A request of another protocol as a Chat request. Source: protocol reference, §11. */
final class Translation {

  private static final int USER_HASH_CHARS = 32;

  private final CallNames asked;
  private final ChatRequest request;
  private final Target target;
  private final Model model;
  private final FieldNames words;
  private final Set<String> dropped = new LinkedHashSet<>();
  private CallWords told = CallWords.NONE;

  Translation(ChatRequest client, Target target) {
    this.asked = CallNames.of(client, ChatTurns.NAMES);
    this.request = asked.request();
    this.target = target;
    this.model = Model.of(target.model());
    this.words = request.names();
  }

  /** What was left out, by the client's names; complete after {@link #body}. */
  List<String> dropped() {
    return List.copyOf(dropped);
  }

  /** How the calls of the answer are told to the client; complete after {@link #body}. */
  CallWords told() {
    return told;
  }

  Json.Obj body() throws RequestFault {
    dropped.addAll(request.origin().droppable());
    var body = Json.Obj.of().put("model", target.model());
    var rules = ChatTurns.of(target.model());
    var back = new StateBack(request.messages(), target);
    var turns = Turns.of(asked, rules.history(), back::takes);
    dropped.addAll(asked.renamed());
    dropped.addAll(turns.changed());
    told = turns.words(asked);
    body.put("messages", new MessageWriter(turns, rules, target).write());
    OpenAiRequestWriter.stream(body, target.stream());
    sampling(body);
    tools(body);
    effort(body);
    user(body);
    OpenAiRequestWriter.without(body, target);
    return body;
  }

  private void effort(Json.Obj body) {
    var wanted = level();
    if (wanted == null) {
      return;
    }
    var level = model.nearest(wanted);
    if (level == null) {
      dropped.add(words.effort());
    } else {
      body.put("reasoning_effort", level.name().toLowerCase(Locale.ROOT));
    }
  }

  /**
   * Who asks; where the name is too long for the model's provider a hash of it, always the same.
   */
  private void user(Json.Obj body) {
    var user = request.user();
    if (user == null || user.isBlank()) {
      return;
    }
    var most = model.sampling().userChars();
    if (user.length() > most) {
      dropped.add(words.user());
      user = Sha256.base62(user, USER_HASH_CHARS);
    }
    if (user.length() <= most) {
      body.put("user", user);
    }
  }

  private void sampling(Json.Obj body) {
    var sampling = request.sampling();
    var most = sampling.maxTokens();
    if (most != null) {
      var bound = model.bounded(most);
      if (bound < most) {
        dropped.add(words.maxTokens());
      }
      body.put(OpenAiRequestWriter.bound(target), bound);
    }
    var temperature = sampling.temperature();
    if (temperature != null) {
      keep(body, model.samples(), "temperature", words.temperature(), Json.Num.of(temperature));
    }
    var topP = sampling.topP();
    if (topP != null) {
      var kept = model.samples() && (model.samplesTwice() || temperature == null);
      keep(body, kept, "top_p", words.topP(), Json.Num.of(topP));
    }
    if (sampling.topK() != null) {
      dropped.add(words.topK());
    }
    stop(body);
  }

  private void keep(Json.Obj body, boolean kept, String name, String clientName, Json value) {
    if (kept) {
      body.put(name, value);
    } else {
      dropped.add(clientName);
    }
  }

  /** The first stop sequences, as many as the model takes; the others are named. */
  private void stop(Json.Obj body) {
    var stop = Json.Arr.of();
    for (var sequence : request.sampling().stop()) {
      if (sequence.isEmpty() || stop.elements().size() >= model.sampling().stops()) {
        dropped.add(words.stop());
      } else {
        stop.add(new Json.Text(sequence));
      }
    }
    if (!stop.elements().isEmpty()) {
      body.put("stop", stop);
    }
  }

  private void tools(Json.Obj body) throws RequestFault {
    if (request.tools().isEmpty()) {
      return;
    }
    var tools = Json.Arr.of();
    for (var tool : OfferedTools.distinct(request.tools(), dropped)) {
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
      var kept = model.calls().parallel();
      keep(body, kept, "parallel_tool_calls", words.parallelCalls(), new Json.Bool(parallel));
    }
  }

  private Json.Obj named(String name) {
    var custom =
        request.tools().stream()
            .anyMatch(tool -> tool.name().equals(name) && tool.kind() == ToolKind.CUSTOM);
    var type = custom ? "custom" : "function";
    return Json.Obj.of().put("type", type).put(type, Json.Obj.of().put("name", name));
  }

  private static Json.Obj tool(Tool tool) {
    var function = Json.Obj.of().put("name", tool.name());
    var description = tool.description();
    if (description != null && !description.isBlank()) {
      function.put("description", description);
    }
    if (tool.kind() == ToolKind.CUSTOM) {
      return Json.Obj.of().put("type", "custom").put("custom", function);
    }
    var schema = tool.schema();
    var parameters = ToolSchema.of(schema);
    if (schema != null) {
      function.put("parameters", parameters);
    }
    if (Boolean.TRUE.equals(tool.strict()) && StrictSchema.complies(parameters)) {
      function.put("strict", true);
    }
    return Json.Obj.of().put("type", "function").put("function", function);
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
