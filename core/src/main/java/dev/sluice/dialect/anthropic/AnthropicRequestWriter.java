package dev.sluice.dialect.anthropic;

import dev.sluice.chat.AnswerWords;
import dev.sluice.chat.CallNames;
import dev.sluice.chat.ChatRequest;
import dev.sluice.chat.Failure;
import dev.sluice.chat.HistoryRules;
import dev.sluice.chat.Part;
import dev.sluice.chat.Sha256;
import dev.sluice.chat.Turns;
import dev.sluice.dialect.Model;
import dev.sluice.dialect.OurProof;
import dev.sluice.dialect.PropertyNames;
import dev.sluice.dialect.ProviderCall;
import dev.sluice.dialect.Target;
import dev.sluice.dialect.WriteResult;
import dev.sluice.json.Json;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Writes a request for a provider: the client's own, patched, or a translation of another
 * protocol's. Source: protocol reference, §11.
 */
final class AnthropicRequestWriter {

  private static final double TOP_P_MIN_THINKING = 0.95;
  private static final int USER_CHARS_MAX = 256;
  private static final int USER_HASH_CHARS = 32;

  private final ChatRequest request;
  private final Target target;
  private final Model model;
  private final String version;
  private final Set<String> dropped;
  private final Json.Obj body = Json.Obj.of();

  private AnthropicRequestWriter(ChatRequest request, Target target) {
    this.request = request;
    this.target = target;
    this.model = Model.of(target.model());
    this.version = target.anthropicVersion().orElse(Wire.VERSION_2023);
    this.dropped = new LinkedHashSet<>(request.origin().droppable());
  }

  static WriteResult write(ChatRequest request, Target target) {
    if (request.from(Wire.NAME)) {
      return new RequestPatch(request, target).write();
    }
    var blocking = request.origin().blocking();
    if (!blocking.isEmpty()) {
      var first = blocking.getFirst();
      return new WriteResult.Refused(Failure.invalid(first.param(), first.message()));
    }
    try {
      return new AnthropicRequestWriter(request, target).translate();
    } catch (BadRequest e) {
      return new WriteResult.Refused(e.failure());
    }
  }

  private WriteResult translate() throws BadRequest {
    var properties = PropertyNames.of(CallNames.of(request, Names.TOOLS));
    var asked = properties.asked();
    var turns = Turns.of(asked, rules(), (thought, turn, index) -> ownThought(thought));
    dropped.addAll(asked.renamed());
    dropped.addAll(properties.renamed());
    dropped.addAll(turns.changed());
    var tools = new ToolsWriter(asked.request(), turns.calledTools(), dropped);
    var plan = plan(turns, tools);
    body.put("model", target.model()).put("max_tokens", plan.maxTokens());
    var writer = new TurnsWriter(turns);
    if (!turns.system().isEmpty()) {
      body.put("system", writer.system());
    }
    body.put("messages", writer.messages());
    tools.write(body);
    thinking(plan);
    sampling(plan.on());
    stop();
    user();
    body.put("stream", target.stream());
    target.without().forEach(body.members()::remove);
    return written(
        body,
        Map.of(Wire.VERSION_HEADER, version),
        target,
        dropped,
        properties.words(turns.words(asked)));
  }

  private HistoryRules rules() {
    return new HistoryRules(
        Names.IDS, Names.TOOLS, model.turns().midSystem(), model.turns().prefill(), true);
  }

  /** Whether the provider will know a thought as its own. */
  private boolean ownThought(Part.Reasoning thought) {
    var proof = thought.signature() != null ? thought.signature() : thought.redacted();
    return proof != null && !OurProof.made(proof) && target.ownSignature().test(proof);
  }

  static WriteResult written(
      Json.Obj body,
      Map<String, String> headers,
      Target target,
      Set<String> dropped,
      AnswerWords words) {
    var bearer = Wire.VERSION_2026.equals(headers.get(Wire.VERSION_HEADER));
    var call = new ProviderCall(Wire.PATH, headers, body.bytes(), target.stream(), bearer, words);
    return new WriteResult.Written(call, List.copyOf(dropped));
  }

  /** What of the wanted effort can be had, given the history and the tool choice. */
  private ThinkingPlan plan(Turns turns, ToolsWriter tools) throws BadRequest {
    var asked = request.sampling().maxTokens();
    var most = asked == null ? ThinkingPlan.unasked(model) : model.bounded(asked);
    if (asked == null || most < asked) {
      dropped.add(request.names().maxTokens());
    }
    var plan = ThinkingPlan.of(request.effort(), model, most);
    if (tools.forced() && !model.calls().forced()) {
      throw new BadRequest(
          request.names().toolChoice(),
          "the model " + target.model() + " cannot be forced to call a tool; use auto");
    }
    if (plan.maxTokens() != most) {
      dropped.add(request.names().maxTokens());
    }
    if (!plan.served()) {
      dropped.add(request.names().effort());
    }
    if (plan.on() && (tools.forced() || turns.lacksThought())) {
      dropped.add("thinking");
      return ThinkingPlan.off(model, most);
    }
    return plan;
  }

  private void user() {
    var user = request.user();
    if (user == null || user.isBlank()) {
      return;
    }
    if (user.length() > USER_CHARS_MAX) {
      dropped.add(request.names().user());
      user = Sha256.base62(user, USER_HASH_CHARS);
    }
    body.put("metadata", Json.Obj.of().put("user_id", user));
  }

  private void thinking(ThinkingPlan plan) {
    var thinking = plan.thinking();
    if (thinking != null) {
      body.put("thinking", thinking);
    }
    var effort = plan.effort();
    if (effort != null) {
      body.put("output_config", Json.Obj.of().put("effort", effort));
    }
  }

  private void sampling(boolean thinks) {
    var sampling = request.sampling();
    var accepted = model.samples() && !version.equals(Wire.VERSION_2026);
    var temperature = sampling.temperature();
    var warm = accepted && !thinks && temperature != null;
    if (temperature != null) {
      var clamped = Math.clamp(temperature, 0.0, 1.0);
      if (clamped != temperature) {
        dropped.add(request.names().temperature());
      }
      keep(warm, "temperature", request.names().temperature(), Json.Num.of(clamped));
    }
    var topP = sampling.topP();
    if (topP != null) {
      var fits =
          accepted && !(thinks && topP < TOP_P_MIN_THINKING) && !(warm && !model.samplesTwice());
      keep(fits, "top_p", request.names().topP(), Json.Num.of(topP));
    }
    var topK = sampling.topK();
    if (topK != null) {
      keep(accepted && !thinks, "top_k", request.names().topK(), Json.Num.of(topK));
    }
  }

  private void keep(boolean kept, String name, String clientName, Json value) {
    if (kept) {
      body.put(name, value);
    } else {
      dropped.add(clientName);
    }
  }

  private void stop() {
    var stop = Json.Arr.of();
    for (var sequence : request.sampling().stop()) {
      if (sequence.isBlank()) {
        dropped.add(request.names().stop());
      } else {
        stop.add(new Json.Text(sequence));
      }
    }
    if (!stop.elements().isEmpty()) {
      body.put("stop_sequences", stop);
    }
  }
}
