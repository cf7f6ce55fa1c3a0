package dev.sluice.dialect.bedrock;

import dev.sluice.chat.ChatRequest;
import dev.sluice.chat.ChatRequest.Blocking;
import dev.sluice.chat.Effort;
import dev.sluice.chat.FieldNames;
import dev.sluice.chat.Sampling;
import dev.sluice.chat.Tool;
import dev.sluice.chat.ToolChoice;
import dev.sluice.dialect.ClientCall;
import dev.sluice.dialect.ReadResult;
import dev.sluice.dialect.RequestJson;
import dev.sluice.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads a Converse request: the model from the path, the rest from the body. */
final class BedrockRequestReader {

  static final String MAX_TOKENS = "inferenceConfig.maxTokens";
  static final String TOOLS = "toolConfig";

  private final List<String> droppable = new ArrayList<>();
  private final List<Blocking> blocking = new ArrayList<>();

  private BedrockRequestReader() {}

  static ReadResult read(ClientCall call) {
    try {
      return new ReadResult.Accepted(new BedrockRequestReader().request(call));
    } catch (InvalidRequest e) {
      return new ReadResult.Refused(e.failure());
    }
  }

  private ChatRequest request(ClientCall call) throws InvalidRequest {
    var path = ModelPath.read(call.path());
    var body = body(call.body());
    if (!body.has("messages")
        && !body.has("promptVariables")
        && !path.model().contains(":prompt/")) {
      throw new InvalidRequest("messages", "is required");
    }
    var messages = new ContentReader(droppable).read(body);
    var config = Fields.object(body, "toolConfig", "");
    List<Tool> tools = List.of();
    ToolChoice choice = new ToolChoice.Unset();
    if (config.isPresent()) {
      var reader = new ToolConfigReader(droppable, blocking);
      tools = reader.tools(config.get());
      if (tools.isEmpty() && config.get().array("tools").isEmpty()) {
        droppable.add(TOOLS);
      }
      choice = reader.choice(config.get());
    }
    var more = new MoreFields(droppable);
    more.read(Fields.object(body, "additionalModelRequestFields", "").orElseGet(Json.Obj::of));
    var sampling = sampling(body, more.topK());
    var effort = effort(body).or(more::effort);
    var user = user(body);
    others(body);
    return new ChatRequest(
        new ChatRequest.Origin(
            BedrockDialect.NAME,
            Map.of(),
            call.body(),
            droppable,
            blocking,
            names(body),
            false,
            new BlockPlaces(!body.array("system").isEmpty())),
        path.model(),
        path.stream(),
        true,
        messages,
        tools,
        choice,
        more.parallelCalls(),
        sampling,
        effort.orElse(null),
        user);
  }

  private static Json.Obj body(byte[] bytes) throws InvalidRequest {
    return switch (RequestJson.read(bytes)) {
      case RequestJson.Body.Read(var object) -> object;
      case RequestJson.Body.Refused(var param, var reason) ->
          throw new InvalidRequest(param.isEmpty() ? "body" : param, reason);
    };
  }

  private static FieldNames names(Json.Obj body) {
    var config = body.object("outputConfig").filter(output -> output.has("effort"));
    return new FieldNames(
        MAX_TOKENS,
        "inferenceConfig.temperature",
        "inferenceConfig.topP",
        "additionalModelRequestFields.top_k",
        "inferenceConfig.stopSequences",
        config.isPresent() ? "outputConfig.effort" : "additionalModelRequestFields.thinking",
        "requestMetadata.user",
        "additionalModelRequestFields.tool_choice",
        "toolConfig.toolChoice");
  }

  private Sampling sampling(Json.Obj body, @Nullable Integer topK) throws InvalidRequest {
    var at = "inferenceConfig";
    var config = Fields.object(body, at, "").orElseGet(Json.Obj::of);
    var stop = new ArrayList<String>();
    var sequences = Fields.array(config, "stopSequences", at);
    for (var i = 0; i < sequences.size(); i++) {
      stop.add(Fields.text(sequences.get(i), at + ".stopSequences[" + i + "]"));
    }
    for (var name : config.members().keySet()) {
      switch (name) {
        case "maxTokens", "temperature", "topP", "stopSequences" -> {}
        default -> droppable.add(at + "." + name);
      }
    }
    return new Sampling(
        maxTokens(config, at),
        Fields.decimal(config, "temperature", at).orElse(null),
        Fields.decimal(config, "topP", at).orElse(null),
        topK,
        stop);
  }

  /** A bound below 1 is none. */
  private @Nullable Integer maxTokens(Json.Obj config, String at) throws InvalidRequest {
    var value = config.get("maxTokens");
    if (value.isEmpty()) {
      return null;
    }
    try {
      var bound = RequestJson.bound(value.get());
      if (bound.isEmpty()) {
        droppable.add(MAX_TOKENS);
      }
      return bound.orElse(null);
    } catch (NumberFormatException e) {
      throw new InvalidRequest(at + ".maxTokens", String.valueOf(e.getMessage()));
    }
  }

  private Optional<Effort> effort(Json.Obj body) throws InvalidRequest {
    var config = Fields.object(body, "outputConfig", "").orElseGet(Json.Obj::of);
    for (var name : config.members().keySet()) {
      switch (name) {
        case "effort" -> {}
        case "textFormat" -> blocks("outputConfig.textFormat", "a format of the answer");
        default -> droppable.add("outputConfig." + name);
      }
    }
    return config.text("effort").flatMap(MoreFields::level).map(level -> new Effort(level, null));
  }

  private void blocks(String param, String what) {
    blocking.add(
        new Blocking(
            param,
            param
                + ": "
                + what
                + " can only be sent to Bedrock; leave it out or use a Bedrock model"));
  }

  /** {@code requestMetadata.user} is the user; other entries are bookkeeping. */
  private @Nullable String user(Json.Obj body) throws InvalidRequest {
    var metadata = Fields.object(body, "requestMetadata", "").orElseGet(Json.Obj::of);
    var user = metadata.text("user").orElse(null);
    if (metadata.members().size() > (user == null ? 0 : 1)) {
      droppable.add("requestMetadata");
    }
    return user;
  }

  private void others(Json.Obj body) {
    for (var name : body.members().keySet()) {
      if (!body.has(name)) {
        continue;
      }
      switch (name) {
        case "messages",
            "system",
            "toolConfig",
            "inferenceConfig",
            "outputConfig",
            "additionalModelRequestFields",
            "requestMetadata" -> {}
        case "guardrailConfig" -> blocks(name, "a guardrail");
        case "promptVariables" -> blocks(name, "a stored prompt");
        default -> droppable.add(name);
      }
    }
  }
}
