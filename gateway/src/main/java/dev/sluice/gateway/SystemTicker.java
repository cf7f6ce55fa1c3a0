package dev.sluice.gateway;

import dev.sluice.time.Ticker;

/** The one place that reads the machine's clocks. */
final class SystemTicker implements Ticker {

  @Override
  public long nanos() {
    return System.nanoTime();
  }

  @Override
  public long millis() {
    return System.currentTimeMillis();
  }
}
