package dev.sluice.chat;

/** Who runs a tool and what its arguments are. */
public enum ToolKind {
  /** The client runs it; arguments are a JSON object. */
  FUNCTION,
  /** The client runs it; the argument is free text. */
  CUSTOM,
  /** The provider ran it itself. */
  SERVER
}
