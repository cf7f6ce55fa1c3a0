package dev.sluice.dialect;

import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * Randomness and time, handed in.
 *
 * @param random for ids
 * @param nowMillis wall clock, milliseconds since the epoch; for display only
 */
public record Fresh(RandomGenerator random, LongSupplier nowMillis) {

  private static final String BASE62 =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

  /** {@code prefix} and {@code count} letters and digits. */
  public String id(String prefix, int count) {
    var id = new StringBuilder(prefix.length() + count).append(prefix);
    for (var i = 0; i < count; i++) {
      id.append(BASE62.charAt(random.nextInt(BASE62.length())));
    }
    return id.toString();
  }

  /** A random UUID (version 4). */
  public String uuid() {
    var high = (random.nextLong() & ~0xf000L) | 0x4000L;
    var low = (random.nextLong() & 0x3fffffffffffffffL) | 0x8000000000000000L;
    return new java.util.UUID(high, low).toString();
  }

  public long nowSeconds() {
    return nowMillis.getAsLong() / 1000;
  }
}
