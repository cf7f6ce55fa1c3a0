package dev.sluice.gateway.dial;

import java.util.Locale;

/**
 * What one step of a {@link Probe} showed.
 *
 * @param text what was found, one line
 * @param advice what to do; empty unless the step failed
 */
public record Finding(Step step, Outcome outcome, String text, String advice) {

  /** The steps, in their order. */
  public enum Step {
    KEY,
    NAME,
    CONNECTION,
    TLS,
    CLOCK,
    TOKEN;

    /** The step as users read it. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** How a step went. */
  public enum Outcome {
    OK,
    FAILED,
    /** Not applicable, or not reached. */
    SKIPPED
  }

  static Finding ok(Step step, String text) {
    return new Finding(step, Outcome.OK, text, "");
  }

  static Finding failed(Step step, String text, String advice) {
    return new Finding(step, Outcome.FAILED, text, advice);
  }

  static Finding skipped(Step step, String text) {
    return new Finding(step, Outcome.SKIPPED, text, "");
  }
}
