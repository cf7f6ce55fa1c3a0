package dev.sluice.dialect.openai;

import dev.sluice.chat.ChatRequest;
import dev.sluice.chat.Effort;
import dev.sluice.chat.ErrorCode;
import dev.sluice.chat.Failure;
import dev.sluice.chat.Sampling;
import dev.sluice.dialect.ClientCall;
import dev.sluice.dialect.ReadResult;
import dev.sluice.json.Json;
import dev.sluice.json.MalformedJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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
      if (Json.parse(call.body()) instanceof Json.Obj object) {
        return new ReadResult.Accepted(
            new OpenAiRequestReader(new Fields(object, "")).request(call.body()));
      }
      return refused("the body must be a JSON object");
    } catch (MalformedJson e) {
      return refused("the body is not JSON that can be read: " + e.reason());
    } catch (RequestFault e) {
      return new ReadResult.Refused(Failure.invalid(e.param(), e.text()));
    }
  }

  private static ReadResult refused(String message) {
    return new ReadResult.Refused(Failure.of(ErrorCode.INVALID_REQUEST, message));
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
    return new ChatRequest(
        new ChatRequest.Origin(
            Places.PROTOCOL, Map.of(), bytes, findings.droppable(), findings.blocking()),
        model,
        stream,
        usage,
        messages,
        tools.tools(),
        choice,
        body.bool("parallel_tool_calls"),
        sampling(),
        effort,
        user == null ? body.text("safety_identifier") : user);
  }

  private Sampling sampling() throws RequestFault {
    var most = body.integer("max_completion_tokens");
    return new Sampling(
        most == null ? body.integer("max_tokens") : most,
        body.decimal("temperature"),
        body.decimal("top_p"),
        body.integer("top_k"),
        stop());
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
      return null;
    }
    for (var level : Effort.Level.values()) {
      if (level.name().toLowerCase(Locale.ROOT).equals(word)) {
        return new Effort(level, null);
      }
    }
    findings.droppable("reasoning_effort");
    return null;
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
      case "safety_identifier" -> {
        if (body.has("user")) {
          findings.droppable(name);
        }
      }
      case "n" -> {
        if (!value.equals(new Json.Num("1"))) {
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
