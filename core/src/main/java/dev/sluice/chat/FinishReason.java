package dev.sluice.chat;

/** Why an answer ended, in no protocol's words. Source: protocol reference, §12. */
public enum FinishReason {
  STOP,
  STOP_SEQUENCE,
  LENGTH,
  CONTEXT_EXCEEDED,
  TOOL_CALLS,
  CONTENT_FILTER,
  GUARDRAIL,
  REFUSAL,
  PAUSE,
  MALFORMED,
  OTHER
}
