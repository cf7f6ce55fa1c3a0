package dev.sluice.chat;

import org.jspecify.annotations.Nullable;

/**
 * How much the model shall reason.
 *
 * @param level absent when only a budget is given
 * @param budgetTokens the budget of protocols that count it in tokens, or absent
 */
public record Effort(@Nullable Level level, @Nullable Integer budgetTokens) {
  /** From none to as much as there is. */
  public enum Level {
    NONE,
    MINIMAL,
    LOW,
    MEDIUM,
    HIGH,
    XHIGH,
    MAX
  }
}
