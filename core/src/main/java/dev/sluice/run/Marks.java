package dev.sluice.run;

import java.util.Arrays;
import java.util.OptionalLong;

/** When what happened in a run, for the line that is logged at its end. */
public final class Marks {

  /** The moments, in order. */
  public enum Mark {
    BEGUN,
    RESOLVED,
    CONNECTED,
    SECURED,
    SENT,
    WRITTEN,
    HEAD,
    FIRST_CONTENT
  }

  private static final long NONE = Long.MIN_VALUE;

  private final long[] nanos = new long[Mark.values().length];

  Marks() {
    Arrays.fill(nanos, NONE);
  }

  void at(Mark mark, long nowNanos) {
    nanos[mark.ordinal()] = nowNanos;
  }

  /** Nanoseconds from one moment to another; absent unless both happened. */
  public OptionalLong between(Mark from, Mark to) {
    return since(from, nanos[to.ordinal()]);
  }

  /** Nanoseconds from a moment to {@code nowNanos}; absent unless it happened. */
  public OptionalLong since(Mark from, long nowNanos) {
    var begin = nanos[from.ordinal()];
    return begin == NONE || nowNanos == NONE
        ? OptionalLong.empty()
        : OptionalLong.of(nowNanos - begin);
  }
}
