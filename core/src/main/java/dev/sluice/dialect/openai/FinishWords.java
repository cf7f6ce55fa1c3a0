package dev.sluice.dialect.openai;

import dev.sluice.chat.FinishReason;
import dev.sluice.dialect.EndWords;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The words for why an answer ended, in both directions. Source: protocol reference, §12. */
final class FinishWords {

  private FinishWords() {}

  /** The neutral reason. Servers disagree about calls, so what was called decides. */
  static FinishReason read(@Nullable String raw, boolean calls) {
    var reason = raw == null ? FinishReason.STOP : word(raw.strip());
    return switch (reason) {
      case STOP -> calls ? FinishReason.TOOL_CALLS : reason;
      case TOOL_CALLS -> calls ? reason : FinishReason.STOP;
      default -> reason;
    };
  }

  private static FinishReason word(String raw) {
    return switch (raw.toLowerCase(Locale.ROOT)) {
      case "stop", "eos", "eos_token", "end_turn", "complete", "completed", "finish_reason_stop", "" ->
          FinishReason.STOP;
      case "length",
          "max_tokens",
          "max_output_tokens",
          "max_length",
          "model_length",
          "repetition_truncation",
          "finish_reason_max_tokens" ->
          FinishReason.LENGTH;
      case "model_context_window_exceeded", "context_length_exceeded" ->
          FinishReason.CONTEXT_EXCEEDED;
      case "tool_calls", "tool_call", "function_call", "tool_use" -> FinishReason.TOOL_CALLS;
      case "content_filter",
          "safety",
          "recitation",
          "content_filtered",
          "sensitive",
          "prohibited_content",
          "blocklist",
          "spii" ->
          FinishReason.CONTENT_FILTER;
      case "stop_sequence" -> FinishReason.STOP_SEQUENCE;
      case "refusal" -> FinishReason.REFUSAL;
      default -> EndWords.isMalformed(raw) ? FinishReason.MALFORMED : FinishReason.OTHER;
    };
  }

  /** Whether a text that stands beside the reason is one of its words, not a stop sequence. */
  static boolean isKnown(String raw) {
    return !EndWords.isWord(raw) || EndWords.isFailure(raw) || word(raw) != FinishReason.OTHER;
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
