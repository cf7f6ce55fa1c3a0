package dev.sluice.dialect.openai;

import dev.sluice.chat.FinishReason;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The words for why an answer ended, in both directions. Source: protocol reference, §12. */
final class FinishWords {

  private FinishWords() {}

  /** Whether the provider says by its finish reason that it failed. */
  static boolean isFailure(String raw) {
    return raw.equals("error") || raw.equals("insufficient_system_resource");
  }

  /** The neutral reason. Servers disagree about calls, so what was called decides. */
  static FinishReason read(@Nullable String raw, boolean calls) {
    var reason = raw == null ? FinishReason.STOP : word(raw);
    return switch (reason) {
      case STOP -> calls ? FinishReason.TOOL_CALLS : reason;
      case TOOL_CALLS -> calls ? reason : FinishReason.STOP;
      default -> reason;
    };
  }

  private static FinishReason word(String raw) {
    return switch (raw.toLowerCase(Locale.ROOT)) {
      case "stop", "eos", "eos_token", "end_turn", "" -> FinishReason.STOP;
      case "length", "max_tokens", "model_length" -> FinishReason.LENGTH;
      case "tool_calls", "function_call", "tool_use" -> FinishReason.TOOL_CALLS;
      case "content_filter", "safety", "recitation", "content_filtered" ->
          FinishReason.CONTENT_FILTER;
      case "stop_sequence" -> FinishReason.STOP_SEQUENCE;
      case "refusal" -> FinishReason.REFUSAL;
      default -> FinishReason.OTHER;
    };
  }

  /** The word of the wire. */
  static String write(FinishReason reason, boolean calls, boolean oldCall, boolean refused) {
    return switch (reason) {
      case STOP, STOP_SEQUENCE, PAUSE, MALFORMED, OTHER, TOOL_CALLS ->
          !calls || (reason != FinishReason.STOP && reason != FinishReason.TOOL_CALLS)
              ? "stop"
              : oldCall ? "function_call" : "tool_calls";
      case LENGTH, CONTEXT_EXCEEDED -> "length";
      case CONTENT_FILTER, GUARDRAIL -> "content_filter";
      case REFUSAL -> refused ? "stop" : "content_filter";
    };
  }
}
