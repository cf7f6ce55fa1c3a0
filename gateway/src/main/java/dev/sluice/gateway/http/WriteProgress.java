package dev.sluice.gateway.http;

/** Tells whether a client has taken anything lately, from figures that change when it does. */
final class WriteProgress {
  private long first;
  private long second;
  private long sinceNanos;

  /** Starts watching at these figures. */
  void start(long first, long second, long nowNanos) {
    this.first = first;
    this.second = second;
    this.sinceNanos = nowNanos;
  }

  /** How long the figures have stood still. */
  long stalledNanos(long first, long second, long nowNanos) {
    if (first != this.first || second != this.second) {
      start(first, second, nowNanos);
    }
    return nowNanos - sinceNanos;
  }
}
