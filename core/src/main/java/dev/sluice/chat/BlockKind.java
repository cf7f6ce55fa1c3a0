package dev.sluice.chat;

/** What a block of an answer holds. */
public enum BlockKind {
  TEXT,
  REASONING,
  REFUSAL,
  TOOL,
  IMAGE,
  AUDIO,
  OPAQUE
}
