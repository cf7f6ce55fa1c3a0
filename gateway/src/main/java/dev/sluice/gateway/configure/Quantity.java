package dev.sluice.gateway.configure;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/** Durations and sizes as they stand in the configuration: a whole number and a unit. */
final class Quantity {

  private static final int DIGITS_MAX = 12;

  private Quantity() {}

  /** {@code 200ms}, {@code 10s}, {@code 2m}, {@code 1h}. */
  static Optional<Duration> duration(String text) {
    long perUnit =
        switch (unit(text)) {
          case "ms" -> 1;
          case "s" -> 1_000;
          case "m" -> 60_000;
          case "h" -> 3_600_000;
          default -> 0;
        };
    var number = number(text);
    return perUnit == 0 || number.isEmpty()
        ? Optional.empty()
        : Optional.of(Duration.ofMillis(number.getAsLong() * perUnit));
  }

  /** {@code 512B}, {@code 64KiB}, {@code 16MiB}, {@code 1GiB}. */
  static OptionalLong bytes(String text) {
    int shift =
        switch (unit(text)) {
          case "B" -> 0;
          case "KiB" -> 10;
          case "MiB" -> 20;
          case "GiB" -> 30;
          default -> -1;
        };
    var number = number(text);
    return shift < 0 || number.isEmpty() || number.getAsLong() > Long.MAX_VALUE >> shift
        ? OptionalLong.empty()
        : OptionalLong.of(number.getAsLong() << shift);
  }

  /** A number without unit. */
  static OptionalLong count(String text) {
    return unit(text).isEmpty() ? number(text) : OptionalLong.empty();
  }

  static String text(Duration duration) {
    long millis = duration.toMillis();
    return millis % 1_000 != 0
        ? millis + "ms"
        : millis % 60_000 != 0 || millis < 300_000
            ? millis / 1_000 + "s"
            : millis % 3_600_000 != 0 ? millis / 60_000 + "m" : millis / 3_600_000 + "h";
  }

  static String text(long bytes) {
    return bytes % (1 << 20) == 0 && bytes > 0
        ? (bytes >> 20) + "MiB"
        : bytes % 1024 == 0 ? (bytes >> 10) + "KiB" : bytes + "B";
  }

  private static int digits(String text) {
    int digits = 0;
    while (digits < text.length() && text.charAt(digits) >= '0' && text.charAt(digits) <= '9') {
      digits++;
    }
    return digits;
  }

  private static String unit(String text) {
    return text.substring(digits(text));
  }

  private static OptionalLong number(String text) {
    int digits = digits(text);
    return digits == 0 || digits > DIGITS_MAX
        ? OptionalLong.empty()
        : OptionalLong.of(Long.parseLong(text, 0, digits, 10));
  }
}
