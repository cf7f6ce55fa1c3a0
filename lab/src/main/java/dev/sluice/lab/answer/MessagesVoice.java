package dev.sluice.lab.answer;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.lab.answer.Event.Kind;
import dev.sluice.lab.ask.Ask;
import dev.sluice.lab.json.Json;
import dev.sluice.lab.json.JsonReader;
import dev.sluice.lab.script.Answer;
import dev.sluice.lab.script.Counts;
import dev.sluice.lab.script.Ids;
import dev.sluice.lab.script.Part;
import dev.sluice.lab.script.Stop;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** Anthropic Messages. Blocks come strictly one after the other. */
final class MessagesVoice implements Voice {
  @Override
  public Iterator<Event> stream(Ask ask, Answer answer, Ids ids) {
    var counts = answer.counts();
    var message =
        Json.obj(
            "id",
            ids.answer(),
            "type",
            "message",
            "role",
            "assistant",
            "model",
            ask.model(),
            "content",
            List.of(),
            "stop_reason",
            null,
            "stop_sequence",
            null,
            "stop_details",
            null,
            "usage",
            usage(counts, 1, Optional.empty()));
    var events = new Chain<Event>();
    events.add(event(Kind.START, "message_start", Json.obj("message", message)));
    events.add(ping(1));
    for (var index = 0; index < answer.parts().size(); index++) {
      block(index, answer.parts().get(index), events);
    }
    var delta =
        Json.obj(
            "stop_reason",
            reason(answer.stop()),
            "stop_sequence",
            answer.stopSequence().orElse(null),
            "stop_details",
            details(answer.stop()));
    var usage = usage(counts, counts.output(), counts.reasoning());
    events.add(event(Kind.FINISH, "message_delta", Json.obj("delta", delta, "usage", usage)));
    return events.add(event(Kind.END, "message_stop", Json.obj()));
  }

  private static void block(int index, Part part, Chain<Event> events) {
    var kind = part instanceof Part.Call || part instanceof Part.Redacted;
    events.add(
        event(
            kind ? Kind.CONTENT : Kind.BETWEEN,
            "content_block_start",
            Json.obj("index", index, "content_block", opened(part))));
    switch (part) {
      case Part.Text text -> deltas(index, "text_delta", "text", text.pieces(), events);
      case Part.Refusal refusal -> deltas(index, "text_delta", "text", refusal.pieces(), events);
      case Part.Reasoning thought -> {
        deltas(index, "thinking_delta", "thinking", thought.pieces(), events);
        var signature = List.of(thought.signature());
        deltas(index, "signature_delta", "signature", signature, events);
      }
      case Part.Redacted ignored -> {}
      case Part.Call call -> {
        if (!call.pieces().isEmpty()) {
          deltas(index, "input_json_delta", "partial_json", List.of(""), events);
        }
        deltas(index, "input_json_delta", "partial_json", call.pieces(), events);
      }
    }
    events.add(event(Kind.BETWEEN, "content_block_stop", Json.obj("index", index)));
  }

  private static Json opened(Part part) {
    return switch (part) {
      case Part.Text ignored -> Json.obj("type", "text", "text", "");
      case Part.Refusal ignored -> Json.obj("type", "text", "text", "");
      case Part.Reasoning ignored -> Json.obj("type", "thinking", "thinking", "", "signature", "");
      case Part.Redacted redacted -> Json.obj("type", "redacted_thinking", "data", redacted.data());
      case Part.Call call -> call(call, Json.obj());
    };
  }

  private static Json call(Part.Call call, Json input) {
    return Json.obj(
        "type",
        "tool_use",
        "id",
        call.id(),
        "name",
        call.name(),
        "input",
        input,
        "caller",
        Json.obj("type", "direct"));
  }

  private static void deltas(
      int index, String type, String field, List<String> pieces, Chain<Event> events) {
    events.addEach(
        pieces,
        piece ->
            event(
                Kind.CONTENT,
                "content_block_delta",
                Json.obj("index", index, "delta", Json.obj("type", type, field, piece))));
  }

  private static Event event(Kind kind, String type, Json.Obj fields) {
    var members = new java.util.LinkedHashMap<String, Json>();
    members.put("type", new Json.Str(type));
    members.putAll(fields.members());
    return Event.named(kind, type, new Json.Obj(members));
  }

  @Override
  public Json whole(Ask ask, Answer answer, Ids ids) {
    var counts = answer.counts();
    var content = new ArrayList<Json>();
    for (var part : answer.parts()) {
      content.add(
          switch (part) {
            case Part.Text text -> text(text.pieces());
            case Part.Refusal refusal -> text(refusal.pieces());
            case Part.Reasoning thought ->
                Json.obj(
                    "type",
                    "thinking",
                    "thinking",
                    String.join("", thought.pieces()),
                    "signature",
                    thought.signature());
            case Part.Redacted redacted -> opened(redacted);
            case Part.Call call -> call(call, input(call));
          });
    }
    return Json.obj(
        "id", ids.answer(),
        "type", "message",
        "role", "assistant",
        "model", ask.model(),
        "content", content,
        "stop_reason", reason(answer.stop()),
        "stop_sequence", answer.stopSequence().orElse(null),
        "stop_details", details(answer.stop()),
        "container", null,
        "usage", usage(counts, counts.output(), counts.reasoning()));
  }

  private static Json text(List<String> pieces) {
    return Json.obj("type", "text", "text", String.join("", pieces), "citations", null);
  }

  static Json input(Part.Call call) {
    var text = String.join("", call.pieces());
    return JsonReader.read(text.getBytes(UTF_8)).orElseGet(Json::obj);
  }

  private static String reason(Stop stop) {
    return switch (stop) {
      case END -> "end_turn";
      case STOP_SEQUENCE -> "stop_sequence";
      case REFUSAL -> "refusal";
      case LENGTH -> "max_tokens";
      case TOOL -> "tool_use";
    };
  }

  private static Json details(Stop stop) {
    return stop == Stop.REFUSAL
        ? Json.obj("type", "refusal", "category", null, "explanation", null)
        : Json.Nul.VALUE;
  }

  private static Json usage(Counts counts, int output, Optional<Integer> reasoning) {
    var written = counts.cacheWrite().orElse(0);
    return Json.obj(
        "input_tokens",
        counts.input(),
        "cache_creation_input_tokens",
        written,
        "cache_read_input_tokens",
        counts.cacheRead().orElse(0),
        "cache_creation",
        Json.obj("ephemeral_5m_input_tokens", written, "ephemeral_1h_input_tokens", 0),
        "output_tokens",
        output,
        "output_tokens_details",
        reasoning.map(tokens -> Json.obj("thinking_tokens", tokens)),
        "service_tier",
        "standard");
  }

  @Override
  public String streamType() {
    return "text/event-stream; charset=utf-8";
  }

  @Override
  public List<Header> headers(Ids ids) {
    return List.of(
        new Header("request-id", ids.request()),
        new Header("anthropic-organization-id", "0f0f0f0f-1ab0-4ab0-8ab0-0f0f0f0f0f0f"),
        new Header("anthropic-ratelimit-requests-limit", "4000"),
        new Header("anthropic-ratelimit-requests-remaining", "3999"),
        new Header("anthropic-ratelimit-requests-reset", "2026-11-20T12:00:00Z"),
        new Header("anthropic-ratelimit-tokens-limit", "400000"),
        new Header("anthropic-ratelimit-tokens-remaining", "399000"),
        new Header("anthropic-ratelimit-tokens-reset", "2026-11-20T12:00:00Z"));
  }

  @Override
  public Event ping(int variant) {
    return event(Kind.BETWEEN, "ping", Json.obj());
  }

  @Override
  public Event failure(int variant, String message, Ids ids) {
    var status =
        switch (variant) {
          case 2 -> 500;
          case 3 -> 429;
          default -> 529;
        };
    return Event.named(Kind.BETWEEN, "error", body(status, message, ids));
  }

  @Override
  public HttpError error(int status, int variant, String message, Ids ids) {
    return HttpError.json(status, List.of(), body(status, message, ids));
  }

  private static Json body(int status, String message, Ids ids) {
    return Json.obj(
        "type",
        "error",
        "error",
        Json.obj("type", type(status), "message", message),
        "request_id",
        ids.request());
  }

  private static String type(int status) {
    return switch (status) {
      case 401 -> "authentication_error";
      case 403 -> "permission_error";
      case 404 -> "not_found_error";
      case 408, 504 -> "timeout_error";
      case 409 -> "conflict_error";
      case 413 -> "request_too_large";
      case 429 -> "rate_limit_error";
      case 503, 529 -> "overloaded_error";
      default -> status >= 500 ? "api_error" : "invalid_request_error";
    };
  }
}
