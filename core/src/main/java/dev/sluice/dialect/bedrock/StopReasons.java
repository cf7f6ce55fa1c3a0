package dev.sluice.dialect.bedrock;

import dev.sluice.chat.FinishReason;

/** Converse's {@code stopReason} and ours. Source: protocol reference, §12. */
final class StopReasons {

  private StopReasons() {}

  static FinishReason reason(String raw) {
    return switch (raw) {
      case "end_turn", "stop" -> FinishReason.STOP;
      case "stop_sequence" -> FinishReason.STOP_SEQUENCE;
      case "tool_use" -> FinishReason.TOOL_CALLS;
      case "max_tokens" -> FinishReason.LENGTH;
      case "model_context_window_exceeded" -> FinishReason.CONTEXT_EXCEEDED;
      case "guardrail_intervened" -> FinishReason.GUARDRAIL;
      case "content_filtered" -> FinishReason.CONTENT_FILTER;
      case "malformed_model_output", "malformed_tool_use" -> FinishReason.MALFORMED;
      default -> FinishReason.OTHER;
    };
  }

  /** The reason with regard to whether the client has calls to run. */
  static FinishReason reason(String raw, boolean calls) {
    var reason = reason(raw);
    if (reason == FinishReason.STOP && calls) {
      return FinishReason.TOOL_CALLS;
    }
    return reason == FinishReason.TOOL_CALLS && !calls ? FinishReason.STOP : reason;
  }

  static String wire(FinishReason reason) {
    return switch (reason) {
      case STOP, PAUSE, OTHER -> "end_turn";
      case STOP_SEQUENCE -> "stop_sequence";
      case TOOL_CALLS -> "tool_use";
      case LENGTH -> "max_tokens";
      case CONTEXT_EXCEEDED -> "model_context_window_exceeded";
      case CONTENT_FILTER, REFUSAL -> "content_filtered";
      case GUARDRAIL -> "guardrail_intervened";
      case MALFORMED -> "malformed_model_output";
    };
  }
}
