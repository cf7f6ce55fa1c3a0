package dev.sluice.gateway.http;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** What a listener's connections hold together, and its bounds. Safe from every loop. */
final class Load {
  private static final long LONG_AGO_NANOS = 3_600_000_000_000L;
  private final int exchangesMax;
  private final long bodyBytesMax;
  private final AtomicInteger connections = new AtomicInteger();
  private final AtomicInteger exchanges = new AtomicInteger();
  private final AtomicLong bodyBytes = new AtomicLong();
  private volatile long cameNanos = System.nanoTime() - LONG_AGO_NANOS;

  Load(ListenerSettings.Sizes sizes) {
    this.exchangesMax = sizes.streams();
    this.bodyBytesMax = sizes.bodiesBytes();
  }

  void connected() {
    connections.incrementAndGet();
  }

  void disconnected() {
    connections.decrementAndGet();
  }

  /** Counts an exchange in, unless there are too many; either way one came. */
  boolean enter() {
    cameNanos = System.nanoTime();
    if (exchanges.incrementAndGet() > exchangesMax) {
      exchanges.decrementAndGet();
      return false;
    }
    return true;
  }

  void exit() {
    exchanges.decrementAndGet();
  }

  /** Whether a body of this size would find room now. */
  boolean hasRoom(long bytes) {
    return bodyBytes.get() + bytes <= bodyBytesMax;
  }

  /** Takes room for bytes of a body, unless it is all taken. */
  boolean reserve(long bytes) {
    if (bodyBytes.addAndGet(bytes) > bodyBytesMax) {
      bodyBytes.addAndGet(-bytes);
      return false;
    }
    return true;
  }

  void release(long bytes) {
    bodyBytes.addAndGet(-bytes);
  }

  /** How long ago the last exchange came. */
  long quietNanos() {
    return System.nanoTime() - cameNanos;
  }

  int connections() {
    return connections.get();
  }

  int exchanges() {
    return exchanges.get();
  }

  long bodyBytes() {
    return bodyBytes.get();
  }
}
