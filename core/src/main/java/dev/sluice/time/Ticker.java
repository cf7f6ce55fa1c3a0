package dev.sluice.time;

/** Where time comes from. Thread-safe. */
public interface Ticker {

  /** Monotonic nanoseconds from an arbitrary origin: for every wait and duration. */
  long nanos();

  /** Wall clock, milliseconds since the epoch: for what is shown, never for a wait. */
  long millis();
}
