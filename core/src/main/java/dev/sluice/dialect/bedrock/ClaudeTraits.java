package dev.sluice.dialect.bedrock;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a Claude model takes. Source: protocol reference, §11.6; the first match counts.
 *
 * @param match what the model id contains
 * @param outputMax the most tokens that it writes
 * @param sampling whether temperature, top_p and top_k are taken
 * @param adaptive whether thinking is set by an effort instead of a budget
 * @param budget whether a thinking budget is taken
 * @param off how thinking is switched off
 * @param xhigh whether the effort {@code xhigh} is known
 * @param forced whether a tool call can be demanded
 */
record ClaudeTraits(
    String match,
    int outputMax,
    boolean sampling,
    boolean adaptive,
    boolean budget,
    Off off,
    boolean xhigh,
    boolean forced) {

  enum Off {
    DISABLED,
    BETWEEN_TOOLS,
    LOW_EFFORT,
    ABSENT
  }

  private static final ClaudeTraits NO_THINKING =
      new ClaudeTraits("claude", 4_096, true, false, false, Off.ABSENT, false, true);
  private static final ClaudeTraits OTHERS =
      new ClaudeTraits("claude", 4_096, true, false, true, Off.ABSENT, false, true);

  private static final List<String> WITHOUT_THINKING =
      List.of(
          "claude-v2",
          "claude-instant",
          "claude-3-haiku",
          "claude-3-sonnet",
          "claude-3-opus",
          "claude-3-5-");

  private static final List<ClaudeTraits> KNOWN =
      List.of(
          new ClaudeTraits(
              "sonnet-5-5", 128_000, false, true, false, Off.BETWEEN_TOOLS, true, false),
          new ClaudeTraits("opus-5-5", 128_000, false, true, false, Off.LOW_EFFORT, true, false),
          new ClaudeTraits("haiku-5-5", 128_000, false, true, false, Off.DISABLED, true, true),
          new ClaudeTraits("opus-5", 128_000, false, true, true, Off.DISABLED, true, true),
          new ClaudeTraits("fable-5-1", 128_000, false, true, false, Off.LOW_EFFORT, true, false),
          new ClaudeTraits("fable-5-2", 128_000, false, true, false, Off.LOW_EFFORT, true, false),
          new ClaudeTraits("fable-5", 128_000, false, true, false, Off.LOW_EFFORT, true, true),
          new ClaudeTraits("sonnet-5", 128_000, false, true, true, Off.DISABLED, true, true),
          new ClaudeTraits("opus-4-7", 128_000, false, true, true, Off.DISABLED, true, true),
          new ClaudeTraits("opus-4-8", 128_000, false, true, true, Off.DISABLED, true, true),
          new ClaudeTraits("sonnet-4-6", 128_000, true, true, true, Off.DISABLED, false, true),
          new ClaudeTraits("opus-4-6", 128_000, true, true, true, Off.DISABLED, false, true),
          new ClaudeTraits("sonnet-4-5", 64_000, true, false, true, Off.ABSENT, false, true),
          new ClaudeTraits("opus-4-5", 64_000, true, false, true, Off.ABSENT, false, true),
          new ClaudeTraits("haiku-4-5", 64_000, true, false, true, Off.ABSENT, false, true),
          new ClaudeTraits("opus-4", 32_000, true, false, true, Off.ABSENT, false, true),
          new ClaudeTraits("sonnet-4", 64_000, true, false, true, Off.ABSENT, false, true));

  /** The traits of a Claude model; empty for another maker's, or for an ARN that does not say. */
  static Optional<ClaudeTraits> of(String model) {
    var id = model.toLowerCase(Locale.ROOT);
    if (!id.contains("claude")) {
      return Optional.empty();
    }
    for (var known : KNOWN) {
      if (id.contains("claude-" + known.match)) {
        return Optional.of(known);
      }
    }
    return Optional.of(WITHOUT_THINKING.stream().anyMatch(id::contains) ? NO_THINKING : OTHERS);
  }

  /** Whether temperature and top_p may be sent together: only to models before Claude 4. */
  boolean bothSamplings() {
    return match.equals(NO_THINKING.match);
  }
}
