package dev.sluice.proof.recordings;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a client has heard of one answer. */
public final class Heard {

  public static final ObjectMapper JSON =
      new ObjectMapper()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

  /** A tool call; the arguments as they came. */
  public static final class Call {
    public final String id;
    public final String name;
    public final StringBuilder arguments = new StringBuilder();

    Call(String id, String name) {
      this.id = id;
      this.name = name;
    }
  }

  public final StringBuilder text = new StringBuilder();
  public final StringBuilder reasoning = new StringBuilder();
  public final StringBuilder refusal = new StringBuilder();
  public final List<Call> calls = new ArrayList<>();
  public final Map<String, Long> usage = new TreeMap<>();
  public String stop = "";
  public String stopSequence = "";
  public String error = "";

  public static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException malformed) {
      throw new AssertionError("not JSON: " + text, malformed);
    }
  }

  /** Arguments to compare: the JSON, or the text where they were cut. */
  public static Object comparable(String arguments) {
    try {
      var json = arguments.isBlank() ? JSON.createObjectNode() : JSON.readTree(arguments);
      return json.size() == 1 && json.has("_raw") ? json.path("_raw").textValue() : json;
    } catch (JsonProcessingException cut) {
      return arguments;
    }
  }

  void usage(JsonNode usage, String... names) {
    for (var name : names) {
      var value = usage.at("/" + name.replace('.', '/'));
      if (value.isIntegralNumber()) {
        this.usage.put(name, value.longValue());
      }
    }
  }

  /** One string of all that a streamed and a whole answer must agree in. */
  String summary() {
    var all = new StringBuilder();
    for (var call : calls) {
      all.append(call.name).append(comparable(call.arguments.toString())).append('\n');
    }
    return "%s|%s|%s|%s|%s|%s|%s"
        .formatted(stop, stopSequence, usage, all, refusal, reasoning, text);
  }
}
