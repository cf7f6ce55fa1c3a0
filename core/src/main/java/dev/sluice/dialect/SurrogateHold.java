package dev.sluice.dialect;

/**
 * Keeps a character whole that a provider cut between its two surrogates: one delta may end with
 * the high one and the next begin with the low one. One for each block that grows.
 */
public final class SurrogateHold {

  private char held;

  /** The delta with what was held in front, without a high surrogate at its end, which is held. */
  public String join(String delta) {
    if (delta.isEmpty()) {
      return delta;
    }
    var last = delta.charAt(delta.length() - 1);
    if (held == 0 && !Character.isHighSurrogate(last)) {
      return delta;
    }
    var joined = held == 0 ? delta : held + delta;
    held = 0;
    if (!Character.isHighSurrogate(last)) {
      return joined;
    }
    held = last;
    return joined.substring(0, joined.length() - 1);
  }

  /** What is left at the end of the block: nothing, or U+FFFD for half a character. */
  public String flush() {
    var rest = held == 0 ? "" : "\ufffd";
    held = 0;
    return rest;
  }
}
