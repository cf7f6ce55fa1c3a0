package dev.sluice.dialect.anthropic;

import dev.sluice.chat.ChatRequest;
import dev.sluice.chat.Effort;
import dev.sluice.chat.FieldNames;
import dev.sluice.chat.Sampling;
import dev.sluice.dialect.ClientCall;
import dev.sluice.dialect.ReadResult;
import dev.sluice.dialect.RequestJson;
import dev.sluice.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a Messages request. Source: protocol reference, §4.1 and §4.2. */
final class AnthropicRequestReader {

  private final Fields body;
  private final Leftovers leftovers = new Leftovers();

  private AnthropicRequestReader(Fields body) {
    this.body = body;
  }

  static ReadResult read(ClientCall call) {
    try {
      var body = parsed(call.body());
      var refusal = ApiVersion.refusal(call.headers(), body);
      if (refusal.isPresent()) {
        return new ReadResult.Refused(refusal.get());
      }
      return new ReadResult.Accepted(
          new AnthropicRequestReader(new Fields(body, "")).request(call));
    } catch (BadRequest e) {
      return new ReadResult.Refused(e.failure());
    }
  }

  private static Json.Obj parsed(byte[] body) throws BadRequest {
    return switch (RequestJson.read(body)) {
      case RequestJson.Body.Read(var object) -> object;
      case RequestJson.Body.Refused(var param, var reason) -> throw new BadRequest(param, reason);
    };
  }

  private ChatRequest request(ClientCall call) throws BadRequest {
    var model = body.text("model");
    if (model.isBlank()) {
      throw new BadRequest("model", "the name is empty");
    }
    var maxTokens = maxTokens();
    var messages = new MessagesReader(leftovers).read(body);
    var tools = new ToolsReader(leftovers);
    var offered = tools.tools(body);
    var choice = tools.choice(body);
    var sampling =
        new Sampling(
            maxTokens,
            body.decimal("temperature").orElse(null),
            body.decimal("top_p").orElse(null),
            body.count("top_k").orElse(null),
            stop());
    var stream = body.bool("stream").orElse(false);
    var effort = effort();
    var user = user();
    rest();
    return new ChatRequest(
        origin(call),
        model,
        stream,
        true,
        messages,
        offered,
        choice,
        tools.parallel(body),
        sampling,
        effort,
        user);
  }

  /** A bound below 1 is none; to Anthropic itself a 0 goes on, which only warms the cache. */
  private @Nullable Integer maxTokens() throws BadRequest {
    var value = body.object().get("max_tokens").orElseThrow(() -> body.missing("max_tokens"));
    try {
      var bound = RequestJson.bound(value);
      if (bound.isEmpty()) {
        leftovers.drop("max_tokens");
      }
      return bound.orElse(null);
    } catch (NumberFormatException e) {
      throw new BadRequest("max_tokens", String.valueOf(e.getMessage()));
    }
  }

  private ChatRequest.Origin origin(ClientCall call) {
    var headers = new LinkedHashMap<String, String>();
    for (var name : List.of(Wire.VERSION_HEADER, Wire.BETA_HEADER)) {
      var value = call.headers().getOrDefault(name, "").strip();
      if (!value.isEmpty()) {
        headers.put(name, value);
      }
    }
    return new ChatRequest.Origin(
        Wire.NAME,
        headers,
        call.body(),
        leftovers.droppable(),
        leftovers.blocking(),
        names(),
        false,
        new BlockPlaces(body.object().has("system")));
  }

  private FieldNames names() {
    return new FieldNames(
        "max_tokens",
        "temperature",
        "top_p",
        "top_k",
        "stop_sequences",
        body.object().has("thinking") ? "thinking" : "output_config.effort",
        "metadata.user_id",
        "tool_choice.disable_parallel_tool_use",
        "tool_choice");
  }

  private List<String> stop() throws BadRequest {
    var stop = new ArrayList<String>();
    for (var sequence : body.array("stop_sequences")) {
      stop.add(
          sequence
              .asText()
              .orElseThrow(() -> new BadRequest("stop_sequences", "strings are expected")));
    }
    return stop;
  }

  private @Nullable Effort effort() throws BadRequest {
    var level = level();
    var thinking = body.object("thinking");
    if (thinking.isEmpty()) {
      return level == null ? null : new Effort(level, null);
    }
    var given = thinking.get();
    return switch (given.text("type")) {
      case "enabled" -> new Effort(level, given.count("budget_tokens").orElse(null));
      case "adaptive" -> new Effort(level == null ? Effort.Level.HIGH : level, null);
      case "disabled", "between_tools" -> new Effort(Effort.Level.NONE, null);
      default -> {
        leftovers.drop("thinking");
        yield level == null ? null : new Effort(level, null);
      }
    };
  }

  private Effort.@Nullable Level level() throws BadRequest {
    var config = body.object("output_config");
    if (config.isEmpty()) {
      return null;
    }
    for (var member : config.get().object().members().entrySet()) {
      switch (member.getKey()) {
        case "effort" -> {}
        case "format" -> blockUnlessEmpty("output_config.format", member.getValue());
        default -> leftovers.drop("output_config." + member.getKey());
      }
    }
    var effort = config.get().optionalText("effort").orElse("");
    return switch (effort) {
      case "low", "medium", "high", "xhigh", "max" ->
          Effort.Level.valueOf(effort.toUpperCase(Locale.ROOT));
      default -> null;
    };
  }

  private void blockUnlessEmpty(String param, Json value) {
    var empty =
        switch (value) {
          case Json.Nil nil -> true;
          case Json.Arr array -> array.elements().isEmpty();
          case Json.Obj object -> object.members().isEmpty();
          case Json.Text text -> text.value().isEmpty();
          case Json.Num number -> false;
          case Json.Bool bool -> !bool.value();
        };
    if (!empty) {
      leftovers.block(param, "the field");
    }
  }

  private @Nullable String user() throws BadRequest {
    var metadata = body.object("metadata");
    if (metadata.isEmpty()) {
      return null;
    }
    if (metadata.get().object().members().keySet().stream().anyMatch(n -> !n.equals("user_id"))) {
      leftovers.drop("metadata");
    }
    return metadata.get().optionalText("user_id").orElse(null);
  }

  /** Everything that no other method has read. */
  private void rest() {
    for (Map.Entry<String, Json> member : body.object().members().entrySet()) {
      switch (member.getKey()) {
        case "model",
            "max_tokens",
            "messages",
            "system",
            "stream",
            "stop_sequences",
            "temperature",
            "top_p",
            "top_k",
            "tools",
            "tool_choice",
            "thinking",
            "output_config",
            "metadata" -> {}
        case "container", "mcp_servers", "thread", "output_format", "inference_geo" ->
            blockUnlessEmpty(member.getKey(), member.getValue());
        default -> leftovers.drop(member.getKey());
      }
    }
  }
}
