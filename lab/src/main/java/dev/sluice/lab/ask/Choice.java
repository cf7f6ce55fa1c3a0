package dev.sluice.lab.ask;

/** What a request says about calling tools. */
public sealed interface Choice {
  /** The model decides. */
  record Auto() implements Choice {}

  /** No tool may be called. */
  record None() implements Choice {}

  /** Some tool must be called. */
  record Any() implements Choice {}

  /** This tool must be called. */
  record Named(String name) implements Choice {}

  /** Whether a call is demanded. */
  default boolean forced() {
    return this instanceof Any || this instanceof Named;
  }
}
