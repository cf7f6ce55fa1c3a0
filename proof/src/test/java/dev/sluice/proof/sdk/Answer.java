package dev.sluice.proof.sdk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What one turn of an SDK yielded, as far as it came; written as a result line of the matrix. */
final class Answer {
  static final ObjectMapper JSON = new ObjectMapper();

  final StringBuilder text = new StringBuilder();
  final StringBuilder reasoning = new StringBuilder();
  final StringBuilder refusal = new StringBuilder();
  final List<Call> calls = new ArrayList<>();
  @Nullable String signature;
  @Nullable String stop;
  @Nullable String stopSequence;
  @Nullable Usage usage;
  @Nullable String requestId;
  @Nullable String helper;

  /** A tool call whose arguments are still growing. */
  record Call(String id, String name, StringBuilder args) {
    Call(String id, String name) {
      this(id, name, new StringBuilder());
    }
  }

  /** Token counts as the SDK reports them. */
  record Usage(
      @Nullable Long input,
      @Nullable Long output,
      @Nullable Long cacheRead,
      @Nullable Long cacheWrite,
      @Nullable Long reasoning) {

    static @Nullable Long orNull(Optional<Long> count) {
      return count.isPresent() ? count.get() : null;
    }
  }

  /** Says whether the accumulating class, given the same stream, holds the same. */
  static String agreement(Answer raw, Answer helped) {
    var wanted = raw.facts();
    var got = helped.facts();
    return wanted.equals(got) ? "agrees" : "differs: raw " + wanted + ", helper " + got;
  }

  private String facts() {
    var said = new StringBuilder().append(text).append('|').append(stop).append('|').append(usage);
    for (var call : calls) {
      said.append('|').append(call.id).append(' ').append(call.name).append(' ');
      said.append(canonical(call.args.toString()));
    }
    return said.toString();
  }

  private static String canonical(String json) {
    try {
      return JSON.readTree(json.isEmpty() ? "{}" : json).toString();
    } catch (JsonProcessingException malformed) {
      return "not JSON: " + json;
    }
  }

  ObjectNode toJson() {
    var json = JSON.createObjectNode();
    json.put("text", text.toString());
    json.put("reasoning", reasoning.toString());
    json.put("refusal", refusal.toString());
    json.put("signature", signature);
    json.put("stop", stop);
    json.put("stopSequence", stopSequence);
    json.put("requestId", requestId);
    json.put("helper", helper);
    var list = json.putArray("calls");
    for (var call : calls) {
      list.addObject().put("id", call.id).put("name", call.name).put("args", call.args.toString());
    }
    var spent = usage;
    if (spent != null) {
      json.putObject("usage")
          .put("input", spent.input)
          .put("output", spent.output)
          .put("cache_read", spent.cacheRead)
          .put("cache_write", spent.cacheWrite)
          .put("reasoning", spent.reasoning);
    }
    return json;
  }
}
