package dev.sluice.lab.answer;

import dev.sluice.lab.answer.Event.Kind;
import dev.sluice.lab.ask.Ask;
import dev.sluice.lab.aws.EventFrame;
import dev.sluice.lab.json.Json;
import dev.sluice.lab.script.Answer;
import dev.sluice.lab.script.Counts;
import dev.sluice.lab.script.Ids;
import dev.sluice.lab.script.Part;
import dev.sluice.lab.script.Stop;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/** Bedrock Converse and ConverseStream. Deltas carry the padding member p as the real ones do. */
final class ConverseVoice implements Voice {
  private static final String PADDING = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
  private static final int LATENCY_MILLIS = 321;

  @Override
  public Iterator<Event> stream(Ask ask, Answer answer, Ids ids) {
    var events = new Chain<Event>();
    events.add(event(Kind.START, "messageStart", Json.obj("role", "assistant")));
    for (var index = 0; index < answer.parts().size(); index++) {
      block(index, answer.parts().get(index), events);
    }
    var stop =
        Json.obj(
            "stopReason",
            reason(answer.stop()),
            "additionalModelResponseFields",
            fields(ask, answer, "/delta/stop_sequence"));
    events.add(event(Kind.FINISH, "messageStop", stop));
    var metrics = Json.obj("latencyMs", LATENCY_MILLIS);
    var metadata = Json.obj("usage", usage(answer.counts()), "metrics", metrics);
    return events.add(event(Kind.END, "metadata", metadata));
  }

  private static void block(int index, Part part, Chain<Event> events) {
    switch (part) {
      case Part.Text text ->
          events.addEach(text.pieces(), it -> delta(index, Json.obj("text", it)));
      case Part.Refusal refusal ->
          events.addEach(refusal.pieces(), it -> delta(index, Json.obj("text", it)));
      case Part.Reasoning thought -> {
        events.addEach(
            thought.pieces(),
            it -> delta(index, Json.obj("reasoningContent", Json.obj("text", it))));
        var signature = Json.obj("signature", thought.signature());
        events.add(delta(index, Json.obj("reasoningContent", signature)));
      }
      case Part.Redacted redacted -> {
        var data = Json.obj("redactedContent", redacted.data());
        events.add(delta(index, Json.obj("reasoningContent", data)));
      }
      case Part.Call call -> {
        var tool = Json.obj("toolUseId", call.id(), "name", call.name());
        var start = Json.obj("contentBlockIndex", index, "start", Json.obj("toolUse", tool));
        events.add(event(Kind.CONTENT, "contentBlockStart", start));
        events.addEach(
            call.pieces(), it -> delta(index, Json.obj("toolUse", Json.obj("input", it))));
      }
    }
    events.add(event(Kind.BETWEEN, "contentBlockStop", Json.obj("contentBlockIndex", index)));
  }

  private static Event delta(int index, Json delta) {
    return event(
        Kind.CONTENT, "contentBlockDelta", Json.obj("contentBlockIndex", index, "delta", delta));
  }

  private static Event event(Kind kind, String type, Json.Obj payload) {
    var padded = new LinkedHashMap<>(payload.members());
    var size = payload.write().length();
    padded.put("p", new Json.Str(PADDING.substring(0, 3 + size % (PADDING.length() - 3))));
    return new Event(kind, EventFrame.event(type, new Json.Obj(padded).write()).encode());
  }

  @Override
  public Json whole(Ask ask, Answer answer, Ids ids) {
    var content = new ArrayList<Json>();
    for (var part : answer.parts()) {
      content.add(
          switch (part) {
            case Part.Text text -> Json.obj("text", String.join("", text.pieces()));
            case Part.Refusal refusal -> Json.obj("text", String.join("", refusal.pieces()));
            case Part.Reasoning thought -> {
              var text =
                  Json.obj(
                      "text", String.join("", thought.pieces()), "signature", thought.signature());
              yield Json.obj("reasoningContent", Json.obj("reasoningText", text));
            }
            case Part.Redacted redacted ->
                Json.obj("reasoningContent", Json.obj("redactedContent", redacted.data()));
            case Part.Call call ->
                Json.obj(
                    "toolUse",
                    Json.obj(
                        "toolUseId", call.id(),
                        "name", call.name(),
                        "input", MessagesVoice.input(call)));
          });
    }
    var message = Json.obj("role", "assistant", "content", content);
    return Json.obj(
        "output",
        Json.obj("message", message),
        "stopReason",
        reason(answer.stop()),
        "usage",
        usage(answer.counts()),
        "metrics",
        Json.obj("latencyMs", LATENCY_MILLIS),
        "additionalModelResponseFields",
        fields(ask, answer, "/stop_sequence"));
  }

  private static Optional<Json> fields(Ask ask, Answer answer, String wanted) {
    var asked =
        ask.body().get("additionalModelResponseFieldPaths").items().stream()
            .anyMatch(path -> path.text().equals(wanted));
    if (!asked || answer.stopSequence().isEmpty()) {
      return Optional.empty();
    }
    var sequence = Json.obj("stop_sequence", answer.stopSequence().get());
    return Optional.of(wanted.startsWith("/delta") ? Json.obj("delta", sequence) : sequence);
  }

  private static String reason(Stop stop) {
    return switch (stop) {
      case END -> "end_turn";
      case STOP_SEQUENCE -> "stop_sequence";
      case REFUSAL -> "content_filtered";
      case LENGTH -> "max_tokens";
      case TOOL -> "tool_use";
    };
  }

  private static Json usage(Counts counts) {
    return Json.obj(
        "inputTokens", counts.input(),
        "outputTokens", counts.output(),
        "totalTokens", counts.inputTotal() + counts.output(),
        "cacheReadInputTokens", counts.cacheRead(),
        "cacheWriteInputTokens", counts.cacheWrite());
  }

  @Override
  public String streamType() {
    return "application/vnd.amazon.eventstream";
  }

  @Override
  public List<Header> headers(Ids ids) {
    return List.of(new Header("x-amzn-requestid", ids.request()));
  }

  @Override
  public Event ping(int variant) {
    return variant == 2
        ? event(Kind.BETWEEN, "ping", Json.obj())
        : new Event(Kind.BETWEEN, delta(0, Json.obj("text", "")).bytes());
  }

  @Override
  public Event failure(int variant, String message, Ids ids) {
    var frame =
        switch (variant) {
          case 2 -> exception("throttlingException", message);
          case 3 -> exception("internalServerException", message);
          case 4 -> exception("serviceUnavailableException", message);
          case 5 -> exception("validationException", message);
          case 6 -> EventFrame.error("InternalError", message);
          default ->
              EventFrame.exception(
                  "modelStreamErrorException",
                  Json.obj(
                          "message", message, "originalStatusCode", 500, "originalMessage", message)
                      .write());
        };
    return new Event(Kind.BETWEEN, frame.encode());
  }

  private static EventFrame exception(String type, String message) {
    return EventFrame.exception(type, Json.obj("message", message).write());
  }

  @Override
  public HttpError error(int status, int variant, String message, Ids ids) {
    var type = name(status, variant) + ":http://internal.amazon.com/coral/com.amazon.bedrock/";
    return HttpError.json(
        status == 529 ? 503 : status,
        List.of(new Header("x-amzn-errortype", type)),
        Json.obj("message", message));
  }

  private static String name(int status, int variant) {
    return switch (status) {
      case 400 -> variant == 2 ? "ServiceQuotaExceededException" : "ValidationException";
      case 401 -> "UnrecognizedClientException";
      case 403 ->
          switch (variant) {
            case 2 -> "InvalidSignatureException";
            case 3 -> "ExpiredTokenException";
            case 4 -> "MissingAuthenticationTokenException";
            case 5 -> "UnrecognizedClientException";
            default -> "AccessDeniedException";
          };
      case 404 -> "ResourceNotFoundException";
      case 408 -> "ModelTimeoutException";
      case 424 -> "ModelErrorException";
      case 429 -> variant == 9 ? "ModelNotReadyException" : "ThrottlingException";
      case 503, 529 -> "ServiceUnavailableException";
      default -> status >= 500 ? "InternalServerException" : "ValidationException";
    };
  }
}
