package dev.sluice.chat;

/** Whether the model may or must call tools. */
public sealed interface ToolChoice {
  /** The client is silent. */
  record Unset() implements ToolChoice {}

  /** The model decides. */
  record Auto() implements ToolChoice {}

  /** No call. */
  record None() implements ToolChoice {}

  /** At least one call. */
  record Required() implements ToolChoice {}

  /** A call of this tool. */
  record One(String name) implements ToolChoice {}
}
