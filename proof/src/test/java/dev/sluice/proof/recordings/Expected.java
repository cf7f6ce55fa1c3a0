package dev.sluice.proof.recordings;

import dev.sluice.proof.kit.Tongue;
import java.util.Map;
import java.util.TreeMap;

/** What a client of a protocol must hear: stop reasons, usage and statuses, by the reference. */
final class Expected {

  private Expected() {}

  /** The stop reason in the client's words. */
  static String stop(Recording recording, Tongue client) {
    var neutral = neutral(recording);
    return switch (client) {
      case OPENAI -> chat(neutral);
      case ANTHROPIC -> messages(neutral);
      case BEDROCK -> converse(neutral);
    };
  }

  private static String neutral(Recording recording) {
    return switch (recording.stop()) {
      case "length", "max_tokens" -> "length";
      case "content_filter", "content_filtered" -> "filter";
      case "guardrail_intervened" -> "guardrail";
      case "refusal" -> "refusal";
      case "stop_sequence" -> "sequence";
      case "tool_calls", "tool_use" -> "tools";
      default -> recording.calls().isEmpty() ? "stop" : "tools";
    };
  }

  private static String chat(String neutral) {
    return switch (neutral) {
      case "filter", "guardrail", "refusal" -> "content_filter";
      case "tools" -> "tool_calls";
      case "sequence" -> "stop";
      default -> neutral;
    };
  }

  private static String messages(String neutral) {
    return switch (neutral) {
      case "filter", "guardrail", "refusal" -> "refusal";
      case "tools" -> "tool_use";
      case "sequence" -> "stop_sequence";
      case "length" -> "max_tokens";
      default -> "end_turn";
    };
  }

  private static String converse(String neutral) {
    return switch (neutral) {
      case "filter", "refusal" -> "content_filtered";
      case "guardrail" -> "guardrail_intervened";
      case "tools" -> "tool_use";
      case "sequence" -> "stop_sequence";
      case "length" -> "max_tokens";
      default -> "end_turn";
    };
  }

  /** Input in all, read from cache, written to cache, output; absent where unknown or 0. */
  static Map<String, Long> usage(Recording recording, Tongue client) {
    var said = new Heard();
    return switch (recording.provider()) {
      case OPENAI -> {
        said.usage(
            recording.usage(),
            "prompt_tokens",
            "completion_tokens",
            "prompt_tokens_details.cached_tokens");
        var usage = neutralUsage(said.usage, Tongue.OPENAI);
        if (client != Tongue.OPENAI && usage.containsKey("read")) {
          // some servers leave what was cached out of the sum
          usage.merge("total in", usage.getOrDefault("read", 0L), Math::max);
        }
        yield usage;
      }
      case ANTHROPIC -> {
        said.usage(
            recording.usage(),
            "input_tokens",
            "output_tokens",
            "cache_read_input_tokens",
            "cache_creation_input_tokens");
        yield neutralUsage(said.usage, Tongue.ANTHROPIC);
      }
      case BEDROCK -> {
        said.usage(
            recording.usage(),
            "inputTokens",
            "outputTokens",
            "cacheReadInputTokens",
            "cacheWriteInputTokens");
        yield neutralUsage(said.usage, Tongue.BEDROCK);
      }
    };
  }

  /** Usage in a protocol's own words, made comparable. */
  static Map<String, Long> neutralUsage(Map<String, Long> words, Tongue protocol) {
    var usage = new TreeMap<String, Long>();
    switch (protocol) {
      case OPENAI -> {
        put(usage, "total in", words.getOrDefault("prompt_tokens", 0L));
        put(usage, "out", words.getOrDefault("completion_tokens", 0L));
        put(usage, "read", words.getOrDefault("prompt_tokens_details.cached_tokens", 0L));
      }
      case ANTHROPIC ->
          sum(
              usage,
              words.getOrDefault("input_tokens", 0L),
              words.getOrDefault("cache_read_input_tokens", 0L),
              words.getOrDefault("cache_creation_input_tokens", 0L),
              words.getOrDefault("output_tokens", 0L));
      case BEDROCK ->
          sum(
              usage,
              words.getOrDefault("inputTokens", 0L),
              words.getOrDefault("cacheReadInputTokens", 0L),
              words.getOrDefault("cacheWriteInputTokens", 0L),
              words.getOrDefault("outputTokens", 0L));
    }
    return usage;
  }

  private static void sum(
      Map<String, Long> usage, long uncached, long read, long written, long out) {
    put(usage, "total in", uncached + read + written);
    put(usage, "out", out);
    put(usage, "read", read);
  }

  private static void put(Map<String, Long> usage, String name, long count) {
    if (count != 0) {
      usage.put(name, count);
    }
  }

  /** The client's status for a provider's. */
  static int status(int provider, Tongue client) {
    return switch (provider) {
      case 400, 404, 429 -> provider;
      case 401, 403 -> client == Tongue.BEDROCK ? 424 : 502;
      case 529 -> client == Tongue.ANTHROPIC ? 529 : 503;
      default -> client == Tongue.BEDROCK ? 500 : 502;
    };
  }
}
