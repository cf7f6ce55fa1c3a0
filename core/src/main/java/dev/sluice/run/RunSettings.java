package dev.sluice.run;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/** How long each clock of a generation runs. */
public final class RunSettings {

  private final long[] nanos = new long[Clock.values().length];

  /**
   * @param clocks every clock, each positive
   */
  public RunSettings(Map<Clock, Duration> clocks) {
    var all = new EnumMap<Clock, Duration>(clocks);
    for (var clock : Clock.values()) {
      var duration = all.get(clock);
      if (duration == null || duration.isNegative() || duration.isZero()) {
        throw new IllegalArgumentException("clock " + clock + " needs a positive duration");
      }
      nanos[clock.ordinal()] = duration.toNanos();
    }
  }

  long nanos(Clock clock) {
    return nanos[clock.ordinal()];
  }
}
