package dev.sluice.proof.sdk;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One question for an SDK, as the matrix asks it.
 *
 * @param baseUrl address without a path
 * @param stream whether the answer is asked for as a stream
 * @param secret secret access key, where calls are signed
 * @param toolResults what each tool returns, by its name
 * @param loop whether the answer goes back with the tools' results
 * @param helper whether the SDK's accumulating class is tried beside the raw stream
 * @param timeout the SDK's own clock
 * @param watch after this long the driver gives the call up as hung
 */
record Job(
    String id,
    String baseUrl,
    String model,
    boolean stream,
    String apiKey,
    @Nullable String secret,
    String user,
    List<Tool> tools,
    Map<String, String> toolResults,
    boolean loop,
    boolean helper,
    boolean reasoning,
    List<String> stop,
    long maxTokens,
    Duration timeout,
    Duration watch) {

  /** A tool that the client offers; {@code schema} is its JSON Schema. */
  record Tool(String name, String description, JsonNode schema) {}

  /** What two jobs must share to share a client. */
  record Access(String baseUrl, String apiKey, @Nullable String secret, Duration timeout) {}

  static Job of(JsonNode line) {
    var tools = new ArrayList<Tool>();
    for (var tool : line.path("tools")) {
      tools.add(
          new Tool(
              tool.path("name").asText(), tool.path("description").asText(), tool.path("schema")));
    }
    var results = new HashMap<String, String>();
    line.path("toolResults")
        .properties()
        .forEach(result -> results.put(result.getKey(), result.getValue().asText()));
    var stop = new ArrayList<String>();
    line.path("stop").forEach(text -> stop.add(text.asText()));
    return new Job(
        line.path("id").asText(),
        line.path("baseUrl").asText(),
        line.path("model").asText(),
        line.path("mode").asText().equals("stream"),
        line.path("apiKey").asText(),
        line.hasNonNull("secret") ? line.path("secret").asText() : null,
        line.path("user").asText(),
        List.copyOf(tools),
        Map.copyOf(results),
        line.path("loop").asBoolean(),
        line.path("helper").asBoolean(),
        line.path("reasoning").asBoolean(),
        List.copyOf(stop),
        line.path("maxTokens").asLong(),
        Duration.ofMillis(line.path("timeoutMs").asLong()),
        Duration.ofMillis(line.path("watchMs").asLong()));
  }

  Access access() {
    return new Access(baseUrl, apiKey, secret, timeout);
  }

  String toolResult(String name) {
    return toolResults.getOrDefault(name, "no result for " + name);
  }
}
