package dev.sluice.lab.answer;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.lab.answer.Event.Kind;
import dev.sluice.lab.ask.Ask;
import dev.sluice.lab.json.Json;
import dev.sluice.lab.script.Answer;
import dev.sluice.lab.script.Counts;
import dev.sluice.lab.script.Ids;
import dev.sluice.lab.script.Part;
import dev.sluice.lab.script.Stop;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** OpenAI Chat Completions. Reasoning goes out as reasoning_content. */
final class ChatVoice implements Voice {
  private static final String FINGERPRINT = "fp_lab0000001";

  @Override
  public Iterator<Event> stream(Ask ask, Answer answer, Ids ids) {
    var line = new Line(ask, ids);
    var events = new Chain<Event>();
    var silent = answer.parts().stream().anyMatch(Part.Call.class::isInstance);
    var role = Json.obj("role", "assistant", "content", silent ? null : "", "refusal", null);
    events.add(line.delta(Kind.START, role));
    var calls = new ArrayList<Part.Call>();
    for (var part : answer.parts()) {
      switch (part) {
        case Part.Text text ->
            events.addEach(text.pieces(), it -> line.delta(Kind.CONTENT, Json.obj("content", it)));
        case Part.Refusal refusal ->
            events.addEach(
                refusal.pieces(), it -> line.delta(Kind.CONTENT, Json.obj("refusal", it)));
        case Part.Reasoning thought ->
            events.addEach(
                thought.pieces(),
                it -> line.delta(Kind.CONTENT, Json.obj("reasoning_content", it)));
        case Part.Redacted ignored -> {}
        case Part.Call call -> calls.add(call);
      }
    }
    calls(calls, line, events);
    events.add(line.choice(Kind.FINISH, Json.obj(), Optional.of(reason(answer.stop()))));
    if (ask.includesUsage()) {
      events.add(line.usage(usage(answer.counts())));
    }
    return events.add(Event.data(Kind.END, "[DONE]"));
  }

  // the argument pieces of parallel calls take turns
  private static void calls(List<Part.Call> calls, Line line, Chain<Event> events) {
    var longest = 0;
    for (var i = 0; i < calls.size(); i++) {
      var call = calls.get(i);
      longest = Math.max(longest, call.pieces().size());
      events.add(line.call(i, call(call, "").get("function"), Optional.of(call.id())));
    }
    for (var piece = 0; piece < longest; piece++) {
      for (var i = 0; i < calls.size(); i++) {
        if (piece < calls.get(i).pieces().size()) {
          var arguments = Json.obj("arguments", calls.get(i).pieces().get(piece));
          events.add(line.call(i, arguments, Optional.empty()));
        }
      }
    }
  }

  @Override
  public Json whole(Ask ask, Answer answer, Ids ids) {
    var content = new StringBuilder();
    var refusal = new StringBuilder();
    var reasoning = new StringBuilder();
    var calls = new ArrayList<Json>();
    for (var part : answer.parts()) {
      switch (part) {
        case Part.Text text -> text.pieces().forEach(content::append);
        case Part.Refusal no -> no.pieces().forEach(refusal::append);
        case Part.Reasoning thought -> thought.pieces().forEach(reasoning::append);
        case Part.Redacted ignored -> {}
        case Part.Call call -> calls.add(call(call, String.join("", call.pieces())));
      }
    }
    var silent = content.isEmpty() && !(calls.isEmpty() && refusal.isEmpty());
    var message =
        Json.obj(
            "role",
            "assistant",
            "content",
            silent ? null : content.toString(),
            "refusal",
            refusal.isEmpty() ? null : refusal.toString(),
            "reasoning_content",
            reasoning.isEmpty() ? Optional.empty() : reasoning.toString(),
            "tool_calls",
            calls.isEmpty() ? Optional.empty() : calls,
            "annotations",
            List.of());
    var choice =
        Json.obj(
            "index",
            0,
            "message",
            message,
            "logprobs",
            null,
            "finish_reason",
            reason(answer.stop()));
    return Json.obj(
        "id", ids.answer(),
        "object", "chat.completion",
        "created", ids.createdSeconds(),
        "model", ask.model(),
        "choices", Json.arr(choice),
        "usage", usage(answer.counts()),
        "service_tier", "default",
        "system_fingerprint", FINGERPRINT);
  }

  private static Json call(Part.Call call, String arguments) {
    return Json.obj(
        "id",
        call.id(),
        "type",
        "function",
        "function",
        Json.obj("name", call.name(), "arguments", arguments));
  }

  private static String reason(Stop stop) {
    return switch (stop) {
      case END, STOP_SEQUENCE, REFUSAL -> "stop";
      case LENGTH -> "length";
      case TOOL -> "tool_calls";
    };
  }

  private static Json usage(Counts counts) {
    return Json.obj(
        "prompt_tokens",
        counts.inputTotal(),
        "completion_tokens",
        counts.output(),
        "total_tokens",
        counts.inputTotal() + counts.output(),
        "prompt_tokens_details",
        Json.obj(
            "cached_tokens",
            counts.cacheRead().orElse(0),
            "cache_write_tokens",
            counts.cacheWrite().orElse(0),
            "audio_tokens",
            0),
        "completion_tokens_details",
        Json.obj(
            "reasoning_tokens",
            counts.reasoning().orElse(0),
            "audio_tokens",
            0,
            "accepted_prediction_tokens",
            0,
            "rejected_prediction_tokens",
            0));
  }

  @Override
  public String streamType() {
    return "text/event-stream; charset=utf-8";
  }

  @Override
  public List<Header> headers(Ids ids) {
    return List.of(
        new Header("x-request-id", ids.request()),
        new Header("openai-processing-ms", "12"),
        new Header("openai-version", "2020-10-01"),
        new Header("openai-organization", "lab"),
        new Header("x-ratelimit-limit-requests", "10000"),
        new Header("x-ratelimit-limit-tokens", "2000000"),
        new Header("x-ratelimit-remaining-requests", "9999"),
        new Header("x-ratelimit-remaining-tokens", "1999900"),
        new Header("x-ratelimit-reset-requests", "6ms"),
        new Header("x-ratelimit-reset-tokens", "0s"));
  }

  @Override
  public Event ping(int variant) {
    return new Event(Kind.BETWEEN, ": keep-alive\n\n".getBytes(UTF_8));
  }

  @Override
  public Event failure(int variant, String message, Ids ids) {
    return switch (variant) {
      case 2 ->
          Event.data(
              Kind.BETWEEN,
              Json.obj(
                      "id",
                      ids.answer(),
                      "object",
                      "chat.completion.chunk",
                      "created",
                      ids.createdSeconds(),
                      "model",
                      "lab",
                      "error",
                      Json.obj("code", 502, "message", message),
                      "choices",
                      Json.arr(
                          Json.obj(
                              "index",
                              0,
                              "delta",
                              Json.obj("content", ""),
                              "finish_reason",
                              "error")))
                  .write());
      case 3 -> Event.data(Kind.BETWEEN, Json.obj("error", message).write());
      case 4 ->
          Event.data(
              Kind.BETWEEN,
              Json.obj("object", "error", "message", message, "type", "server_error", "code", 500)
                  .write());
      default -> Event.data(Kind.BETWEEN, ChatErrors.body(500, 1, message).write());
    };
  }

  @Override
  public HttpError error(int status, int variant, String message, Ids ids) {
    return HttpError.json(status, List.of(), ChatErrors.body(status, variant, message));
  }

  /** Writes the chunks of one stream: what all share stands in front. */
  private static final class Line {
    private final String head;
    private final String tail;

    Line(Ask ask, Ids ids) {
      var shared =
          Json.obj(
                  "id",
                  ids.answer(),
                  "object",
                  "chat.completion.chunk",
                  "created",
                  ids.createdSeconds(),
                  "model",
                  ask.model(),
                  "service_tier",
                  "default",
                  "system_fingerprint",
                  FINGERPRINT)
              .write();
      head = shared.substring(0, shared.length() - 1) + ",\"choices\":[";
      tail = ask.includesUsage() ? "],\"usage\":null}" : "]}";
    }

    Event delta(Kind kind, Json delta) {
      return choice(kind, delta, Optional.empty());
    }

    Event choice(Kind kind, Json delta, Optional<String> reason) {
      var choice =
          Json.obj(
              "index", 0, "delta", delta, "logprobs", null, "finish_reason", reason.orElse(null));
      return Event.data(kind, head + choice.write() + tail);
    }

    Event call(int index, Json function, Optional<String> id) {
      var call =
          Json.obj(
              "index",
              index,
              "id",
              id,
              "type",
              id.map(ignored -> "function"),
              "function",
              function);
      return delta(Kind.CONTENT, Json.obj("tool_calls", Json.arr(call)));
    }

    Event usage(Json usage) {
      return Event.data(Kind.FINISH, head + "],\"usage\":" + usage.write() + "}");
    }
  }
}
