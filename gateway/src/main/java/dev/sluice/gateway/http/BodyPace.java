package dev.sluice.gateway.http;

/** Tells whether a client sends the body of its request fast enough. */
final class BodyPace {
  private final ListenerSettings.Waits waits;
  private long sinceNanos;
  private long lastByteNanos;

  BodyPace(ListenerSettings.Waits waits) {
    this.waits = waits;
  }

  /** The body is awaited from now on. */
  void start(long nowNanos) {
    sinceNanos = nowNanos;
    lastByteNanos = nowNanos;
  }

  /** Something of it has come. */
  void came(long nowNanos) {
    lastByteNanos = nowNanos;
  }

  /** Whether nothing came for too long, or too little of it since the start. */
  boolean tooSlow(int bytes, long nowNanos) {
    var wait = waits.body().toNanos();
    var took = nowNanos - sinceNanos;
    var least = took / 1_000_000 * waits.bodyBytesPerSecond() / 1000;
    return nowNanos - lastByteNanos >= wait || (took >= wait && bytes < least);
  }
}
