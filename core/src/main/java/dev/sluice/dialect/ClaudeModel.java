package dev.sluice.dialect;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a family of Claude models can do. The first row whose name stands in the model's name
 * counts; a model that no row knows gets the modest last one. Source: protocol reference, §11.6.
 *
 * @param family part of the model's name
 * @param outputMax largest {@code max_tokens}
 * @param sampling whether temperature, top_p and top_k are accepted
 * @param adaptive whether thinking is set by effort
 * @param budget whether thinking is set by a budget of tokens
 * @param off how thinking is switched off
 * @param xhigh whether there is effort above high (but below max)
 * @param forced whether a tool call can be forced
 * @param midSystem whether system messages may stand between the others
 */
public record ClaudeModel(
    String family,
    int outputMax,
    boolean sampling,
    boolean adaptive,
    boolean budget,
    Off off,
    boolean xhigh,
    boolean forced,
    boolean midSystem) {

  /** How thinking is switched off. */
  public enum Off {
    /** By saying so. */
    DISABLED,
    /** Not at all, but it can be kept to the time between tool calls. */
    BETWEEN_TOOLS,
    /** Not at all. */
    NEVER
  }

  private static final int LARGE = 128_000;
  private static final int MIDDLE = 64_000;

  private static final List<ClaudeModel> ROWS =
      List.of(
          newest("claude-sonnet-5-5", false, Off.BETWEEN_TOOLS, false),
          newest("claude-opus-5-5", false, Off.NEVER, false),
          newest("claude-haiku-5-5", false, Off.DISABLED, true),
          newest("claude-opus-5", true, Off.DISABLED, true),
          newest("claude-fable-5-1", false, Off.NEVER, false),
          newest("claude-fable-5-2", false, Off.NEVER, false),
          newest("claude-fable-5", false, Off.NEVER, true),
          newest("claude-sonnet-5", true, Off.DISABLED, true),
          new ClaudeModel(
              "claude-opus-4-8", LARGE, false, true, true, Off.DISABLED, true, true, false),
          new ClaudeModel(
              "claude-opus-4-7", LARGE, false, true, true, Off.DISABLED, true, true, false),
          new ClaudeModel(
              "claude-opus-4-6", LARGE, true, true, true, Off.DISABLED, false, true, false),
          new ClaudeModel(
              "claude-sonnet-4-6", LARGE, true, true, true, Off.DISABLED, false, true, false),
          older("claude-sonnet-4-5", MIDDLE, true),
          older("claude-opus-4-5", MIDDLE, true),
          older("claude-haiku-4-5", MIDDLE, true),
          older("claude-opus-4", 32_000, true),
          older("claude-sonnet-4", MIDDLE, true),
          older("claude-3-7", MIDDLE, true),
          older("claude-3-5", 8_192, false),
          older("claude-3", 4_096, false),
          older("claude-v2", 4_096, false),
          older("claude-instant", 4_096, false));

  private static final ClaudeModel UNKNOWN = older("", 4_096, true);

  private static ClaudeModel newest(String family, boolean budget, Off off, boolean forced) {
    return new ClaudeModel(family, LARGE, false, true, budget, off, true, forced, true);
  }

  private static ClaudeModel older(String family, int outputMax, boolean budget) {
    return new ClaudeModel(
        family, outputMax, true, false, budget, Off.DISABLED, false, true, false);
  }

  /** The row of a model, or the modest one. */
  public static ClaudeModel of(String model) {
    var name = model.toLowerCase(Locale.ROOT);
    for (var row : ROWS) {
      if (name.contains(row.family)) {
        return row;
      }
    }
    return UNKNOWN;
  }

  /** The same, but empty when the name does not say that the model is a Claude. */
  public static Optional<ClaudeModel> named(String model) {
    return model.toLowerCase(Locale.ROOT).contains("claude")
        ? Optional.of(of(model))
        : Optional.empty();
  }

  /** Whether there is a row for it. */
  public boolean known() {
    return !family.isEmpty();
  }

  /** Whether it is known to be older than Claude 4. */
  public boolean beforeClaude4() {
    return switch (family) {
      case "claude-3-7", "claude-3-5", "claude-3", "claude-v2", "claude-instant" -> true;
      default -> false;
    };
  }
}
