package dev.sluice.dialect.openai;

import dev.sluice.chat.Effort;

/** A reasoning budget in tokens as a level, by the share of the output that it is. */
final class Efforts {

  /** What a budget is measured against when the request has no bound. */
  static final int MAX_TOKENS = 32_000;

  private static final double[] SHARES = {0.02, 0.10, 0.30, 0.60, 0.90, 0.95};
  private static final Effort.Level[] LEVELS = {
    Effort.Level.MINIMAL,
    Effort.Level.LOW,
    Effort.Level.MEDIUM,
    Effort.Level.HIGH,
    Effort.Level.XHIGH,
    Effort.Level.MAX
  };

  private Efforts() {}

  static Effort.Level nearest(int budget, int maxTokens) {
    var share = (double) budget / Math.max(1, maxTokens);
    var best = 0;
    for (var i = 1; i < SHARES.length; i++) {
      if (Math.abs(SHARES[i] - share) < Math.abs(SHARES[best] - share)) {
        best = i;
      }
    }
    return LEVELS[best];
  }
}
