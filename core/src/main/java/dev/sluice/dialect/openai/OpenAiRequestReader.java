package dev.sluice.dialect.openai;

import dev.sluice.chat.ChatRequest;
import dev.sluice.chat.Effort;
import dev.sluice.chat.ErrorCode;
import dev.sluice.chat.Failure;
import dev.sluice.chat.FieldNames;
import dev.sluice.chat.Sampling;
import dev.sluice.dialect.ClientCall;
import dev.sluice.dialect.ReadResult;
import dev.sluice.dialect.RequestJson;
import dev.sluice.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a client's request. Source: protocol reference, §§2.2, 2.3 and 11. */
final class OpenAiRequestReader {

  private final Fields body;
  private final Findings findings = new Findings();

  private OpenAiRequestReader(Fields body) {
    this.body = body;
  }

  static ReadResult read(ClientCall call) {
    try {
      return switch (RequestJson.read(call.body())) {
        case RequestJson.Body.Read(var object) -> new ReadResult.Accepted(read(object, call));
        case RequestJson.Body.Refused(var param, var reason) -> refused(param, reason);
      };
    } catch (RequestFault e) {
      return new ReadResult.Refused(Failure.invalid(e.param(), e.text()));
    }
  }

  private static ChatRequest read(Json.Obj body, ClientCall call) throws RequestFault {
    var translated = BorrowedShapes.translated(body);
    var bytes = translated.isEmpty() ? call.body() : translated.get().bytes();
    return new OpenAiRequestReader(new Fields(translated.orElse(body), "")).request(bytes);
  }

  private static ReadResult refused(String param, String reason) {
    return new ReadResult.Refused(
        param.isEmpty()
            ? Failure.of(ErrorCode.INVALID_REQUEST, reason)
            : Failure.invalid(param, param + ": " + reason));
  }

  private ChatRequest request(byte[] bytes) throws RequestFault {
    var model = body.required("model");
    var stream = Boolean.TRUE.equals(body.bool("stream"));
    var options = body.object("stream_options");
    var usage = options != null && Boolean.TRUE.equals(options.bool("include_usage"));
    if (!(body.get("messages") instanceof Json.Arr array) || array.elements().isEmpty()) {
      throw new RequestFault("messages", "is required and must be an array of at least one");
    }
    var messages = new MessageReader(findings).read(array.elements());
    var tools = new ToolReader(body, findings);
    var choice = tools.choice();
    var effort = effort();
    body.object().members().forEach((name, value) -> rest(name, value));
    var user = body.text("user");
    var sampling = sampling();
    var functionCalls = body.has("functions") && !body.has("tools");
    return new ChatRequest(
        new ChatRequest.Origin(
            Places.PROTOCOL,
            Map.of(),
            bytes,
            findings.droppable(),
            findings.blocking(),
            names(),
            functionCalls,
            ChatPlaces.PLACES),
        model,
        stream,
        usage,
        messages,
        tools.tools(),
        choice,
        parallel(functionCalls),
        sampling,
        effort,
        user == null ? body.text("safety_identifier") : user);
  }

  /** The deprecated form has room for one call. */
  private @Nullable Boolean parallel(boolean functionCalls) throws RequestFault {
    return functionCalls ? Boolean.FALSE : body.bool("parallel_tool_calls");
  }

  private FieldNames names() {
    return new FieldNames(
        body.has("max_completion_tokens") ? "max_completion_tokens" : "max_tokens",
        "temperature",
        "top_p",
        "top_k",
        "stop",
        ReasoningWish.name(body.object()),
        body.has("user") ? "user" : "safety_identifier",
        "parallel_tool_calls",
        body.has("tool_choice") ? "tool_choice" : "function_call");
  }

  private Sampling sampling() throws RequestFault {
    var most = bound("max_completion_tokens");
    var older = bound("max_tokens");
    return new Sampling(
        most == null ? older : most,
        body.decimal("temperature"),
        body.decimal("top_p"),
        body.integer("top_k"),
        stop());
  }

  /** A bound below 1 is none: clients send -1 and 0 for "no limit". */
  private @Nullable Integer bound(String name) throws RequestFault {
    var value = body.get(name);
    if (value == null) {
      return null;
    }
    try {
      var bound = RequestJson.bound(value);
      if (bound.isEmpty()) {
        findings.droppable(name);
      }
      return bound.orElse(null);
    } catch (NumberFormatException e) {
      throw new RequestFault(name, String.valueOf(e.getMessage()));
    }
  }

  private List<String> stop() throws RequestFault {
    if (body.get("stop") instanceof Json.Text one) {
      return List.of(one.value());
    }
    var stop = new ArrayList<String>();
    for (var element : body.array("stop")) {
      stop.add(Fields.text(element, "stop[" + stop.size() + "]"));
    }
    return stop;
  }

  private @Nullable Effort effort() throws RequestFault {
    var word = body.text("reasoning_effort");
    if (word == null) {
      return ReasoningWish.read(body.object());
    }
    var level = ReasoningWish.level(word);
    if (level == null) {
      findings.droppable("reasoning_effort");
      return null;
    }
    return new Effort(level, null);
  }

  /** Sorts what the neutral members do not carry. */
  private void rest(String name, Json value) {
    if (value instanceof Json.Nil) {
      return;
    }
    switch (name) {
      case "model",
          "messages",
          "stream",
          "stream_options",
          "max_tokens",
          "max_completion_tokens",
          "temperature",
          "top_p",
          "top_k",
          "stop",
          "tools",
          "tool_choice",
          "parallel_tool_calls",
          "functions",
          "function_call",
          "reasoning_effort",
          "user" -> {}
      case "reasoning", "thinking" -> {
        if (body.has("reasoning_effort") || ReasoningWish.read(body.object()) == null) {
          findings.droppable(name);
        }
      }
      case "safety_identifier" -> {
        if (body.has("user")) {
          findings.droppable(name);
        }
      }
      case "n" -> {
        if (!(value instanceof Json.Num number) || number.decimal().orElse(0.0) != 1) {
          findings.blocking(name, "several choices", "send n=1 or several requests");
        }
      }
      case "logprobs" -> {
        if (!value.equals(new Json.Bool(false))) {
          findings.blocking(name, "token probabilities", "leave logprobs out");
        }
      }
      case "top_logprobs" -> {
        if (!body.has("logprobs")) {
          findings.droppable(name);
        }
      }
      case "response_format" -> {
        var type = value.asObject().flatMap(format -> format.text("type")).orElse("");
        if (!type.equals("text")) {
          findings.blocking(
              name, "answers in a given format", "ask for it in the text, or offer a tool");
        }
      }
      case "modalities" -> {
        if (!value.compact().equals("[\"text\"]")) {
          findings.blocking(name, "answers other than text", "leave modalities out");
        }
      }
      case "audio" -> findings.blocking(name, "spoken answers", "leave audio out");
      case "web_search_options" ->
          findings.blocking(name, "searches by the provider", "leave web_search_options out");
      default -> findings.droppable(name);
    }
  }
}
