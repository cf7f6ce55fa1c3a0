package dev.sluice.dialect.bedrock;

import dev.sluice.chat.AnswerWords;
import dev.sluice.chat.CallNames;
import dev.sluice.chat.ChatRequest;
import dev.sluice.chat.Effort;
import dev.sluice.chat.Failure;
import dev.sluice.chat.FieldNames;
import dev.sluice.chat.Part;
import dev.sluice.chat.ToolChoice;
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
import java.util.Optional;
import java.util.Set;

/** Writes a Converse request: forwards Converse's own, translates the others'. */
final class BedrockRequestWriter {

  private static final int STOPS_MAX = 2500;
  private static final double TOP_P_MIN_THINKING = 0.95;
  private static final int METADATA_CHARS_MAX = 256;

  private final PropertyNames properties;
  private final CallNames asked;
  private final ChatRequest request;
  private final Target target;
  private final FieldNames words;
  private final Optional<Model> claude;
  private final Set<String> dropped = new LinkedHashSet<>();
  private final Json.Obj body = Json.Obj.of();
  private final Json.Obj more = Json.Obj.of();

  private BedrockRequestWriter(ChatRequest client, Target target) {
    this.properties = PropertyNames.of(CallNames.of(client, LegalNames.TOOLS));
    this.asked = properties.asked();
    this.request = asked.request();
    this.target = target;
    this.words = request.names();
    this.claude = Model.claude(target.model());
  }

  static WriteResult write(ChatRequest request, Target target) {
    if (request.from(BedrockDialect.NAME)) {
      return Forwarding.write(request, target);
    }
    var blocking = request.origin().blocking();
    if (!blocking.isEmpty()) {
      var first = blocking.getFirst();
      return new WriteResult.Refused(Failure.invalid(first.param(), first.message()));
    }
    try {
      return new BedrockRequestWriter(request, target).translate();
    } catch (InvalidRequest e) {
      return new WriteResult.Refused(e.failure());
    }
  }

  /** The call for a body, whoever wrote it. */
  static WriteResult.Written written(
      Target target, byte[] body, Set<String> dropped, AnswerWords words) {
    var accept = target.stream() ? "application/vnd.amazon.eventstream" : "application/json";
    var path = new ModelPath(target.model(), target.stream()).write();
    return new WriteResult.Written(
        new ProviderCall(path, Map.of("accept", accept), body, target.stream()).with(words),
        List.copyOf(dropped));
  }

  private WriteResult translate() throws InvalidRequest {
    dropped.addAll(request.origin().droppable());
    var turns =
        Turns.of(
            asked,
            LegalNames.rules(target.model()),
            (thought, turn, index) -> ownReasoning(thought));
    dropped.addAll(asked.renamed());
    dropped.addAll(properties.renamed());
    dropped.addAll(turns.changed());
    var messages = new MessageWriter(turns);
    body.put("messages", messages.messages());
    var tools = ToolConfigWriter.tools(request, turns.calledTools(), dropped);
    var system = messages.system();
    if (tools.isPresent() && !ToolConfigWriter.callable(request)) {
      system.add(Json.Obj.of().put("text", ToolConfigWriter.NO_CALLS));
    }
    if (!system.elements().isEmpty()) {
      body.put("system", system);
    }
    var thinking = thinking(turns.lacksThought());
    inference(thinking);
    if (tools.isPresent()) {
      choose(tools.get());
      body.put("toolConfig", tools.get());
    }
    thinking.ifPresent(writer -> writer.fields().members().forEach(more::put));
    if (!more.members().isEmpty()) {
      body.put(MoreFields.NAME, more);
    }
    askForStopSequence();
    user();
    var reduced = Forwarding.without(body, target.without());
    return written(target, reduced.bytes(), dropped, properties.words(turns.words(asked)));
  }

  /** Whether the reasoning is the target's own. */
  private boolean ownReasoning(Part.Reasoning reasoning) {
    var proof = reasoning.redacted() != null ? reasoning.redacted() : reasoning.signature();
    return proof != null && !OurProof.made(proof) && target.ownSignature().test(proof);
  }

  private Optional<ThinkingWriter> thinking(boolean lostReasoning) {
    var effort = request.effort();
    if (effort == null) {
      return Optional.empty();
    }
    var thinking = ThinkingWriter.of(target.model(), effort, request.sampling().maxTokens());
    if (thinking.isEmpty()) {
      if (effort.level() != Effort.Level.NONE) {
        dropped.add(words.effort());
      }
      return thinking;
    }
    if (claude.isEmpty() || !thinking.get().on()) {
      return thinking;
    }
    if (lostReasoning) {
      dropped.add("thinking");
      return Optional.of(ThinkingWriter.off(claude.get()));
    }
    if (ToolConfigWriter.callable(request) && ToolConfigWriter.forced(request.toolChoice())) {
      dropped.add(words.effort());
      return Optional.of(ThinkingWriter.off(claude.get()));
    }
    return thinking;
  }

  private void inference(Optional<ThinkingWriter> thinking) {
    var sampling = request.sampling();
    var config = Json.Obj.of();
    var room = thinking.map(ThinkingWriter::maxTokens).orElse(0);
    var max = sampling.maxTokens();
    if (room > 0) {
      dropped.add(words.maxTokens());
      config.put("maxTokens", room);
    } else if (max != null) {
      var bound = claude.map(model -> model.bounded(max)).orElse(max);
      if (bound < max) {
        dropped.add(words.maxTokens());
      }
      config.put("maxTokens", Math.max(1, bound));
    }
    var takesSampling = claude.map(Model::samples).orElse(true);
    var thinks = claude.isPresent() && thinking.map(ThinkingWriter::on).orElse(false);
    var temperature = sampling.temperature();
    if (temperature != null && (thinks || !takesSampling)) {
      dropped.add(words.temperature());
      temperature = null;
    }
    if (temperature != null) {
      var clamped = Math.clamp(temperature, 0.0, 1.0);
      if (clamped != temperature) {
        dropped.add(words.temperature());
      }
      config.put("temperature", Json.Num.of(clamped));
    }
    var topP = sampling.topP();
    if (topP != null) {
      var both = temperature != null && !claude.map(Model::samplesTwice).orElse(true);
      if ((thinks && topP < TOP_P_MIN_THINKING) || !takesSampling || both) {
        dropped.add(words.topP());
      } else {
        config.put("topP", Json.Num.of(Math.clamp(topP, 0, 1)));
      }
    }
    topK(thinks || !takesSampling);
    stops(config);
    if (!config.members().isEmpty()) {
      body.put("inferenceConfig", config);
    }
  }

  private void topK(boolean refused) {
    var topK = request.sampling().topK();
    if (topK == null) {
      return;
    }
    if (claude.isPresent() && !refused) {
      more.put("top_k", topK);
    } else {
      dropped.add(words.topK());
    }
  }

  private void stops(Json.Obj config) {
    var stops = Json.Arr.of();
    for (var stop : request.sampling().stop()) {
      if (stops.elements().size() < STOPS_MAX
          && !stop.isEmpty()
          && !(claude.isPresent() && stop.isBlank())) {
        stops.add(new Json.Text(stop));
      } else {
        dropped.add(words.stop());
      }
    }
    if (!stops.elements().isEmpty()) {
      config.put("stopSequences", stops);
    }
  }

  private void choose(Json.Obj tools) throws InvalidRequest {
    if (!ToolConfigWriter.callable(request)) {
      return;
    }
    var choice = request.toolChoice();
    if (ToolConfigWriter.forced(choice)
        && !claude.map(model -> model.calls().forced()).orElse(true)) {
      throw new InvalidRequest(
          words.toolChoice(),
          "this model cannot be made to call a tool; use auto or another model");
    }
    var oneAtATime = Boolean.FALSE.equals(request.parallelCalls());
    if (oneAtATime && claude.isPresent()) {
      more.put("tool_choice", ToolConfigWriter.oneAtATime(choice));
      return;
    }
    if (oneAtATime) {
      dropped.add(words.parallelCalls());
    }
    ToolConfigWriter.choice(choice).ifPresent(value -> tools.put("toolChoice", value));
    if (choice instanceof ToolChoice.One(var name) && !offers(name)) {
      throw new InvalidRequest(words.toolChoice(), "names a tool that is not among tools");
    }
  }

  private boolean offers(String name) {
    return request.tools().stream().anyMatch(tool -> tool.name().equals(name));
  }

  /**
   * Converse does not say which sequence stopped the model unless asked for the field in which
   * Claude says it. Where a model has no such field the path is ignored.
   */
  private void askForStopSequence() {
    if (!request.sampling().stop().isEmpty()) {
      var path = new Json.Text(StopFields.path(target.stream()));
      body.put(StopFields.PATHS, Json.Arr.of(List.of(path)));
    }
  }

  private void user() {
    var user = request.user();
    if (user == null) {
      return;
    }
    if (isMetadata(user)) {
      body.put("requestMetadata", Json.Obj.of().put("user", user));
    } else {
      dropped.add(words.user());
    }
  }

  private static boolean isMetadata(String text) {
    if (text.isEmpty() || text.length() > METADATA_CHARS_MAX) {
      return false;
    }
    for (var i = 0; i < text.length(); i++) {
      var c = text.charAt(i);
      if (c >= 0x80 || !(Character.isLetterOrDigit(c) || " :_@$#=/+,-.".indexOf(c) >= 0)) {
        return false;
      }
    }
    return true;
  }
}
