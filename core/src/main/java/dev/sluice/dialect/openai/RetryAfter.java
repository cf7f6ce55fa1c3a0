package dev.sluice.dialect.openai;

import dev.sluice.dialect.ProviderHead;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/**
 * How long a provider asks to wait: {@code retry-after-ms}, else {@code retry-after} in seconds or
 * as a date, which is measured against the answer's own {@code date}. What makes no sense
 * (negative, in the past, beyond a day) is as if it were absent.
 */
final class RetryAfter {

  private static final double MILLIS_MAX = Duration.ofDays(1).toMillis();
  private static final double MILLIS = 1_000;

  private RetryAfter() {}

  static @Nullable Long millis(ProviderHead head) {
    var exact = number(head.header("retry-after-ms"), 1);
    if (exact != null) {
      return exact;
    }
    var value = head.header("retry-after");
    var seconds = number(value, MILLIS);
    return seconds != null ? seconds : date(value, head.header("date"));
  }

  private static @Nullable Long number(String text, double unit) {
    if (text.isEmpty() || !Character.isDigit(text.charAt(0))) {
      return null;
    }
    try {
      var millis = Double.parseDouble(text) * unit;
      return millis >= 0 && millis <= MILLIS_MAX ? (long) millis : null;
    } catch (NumberFormatException e) {
      return null;
    }
  }

  private static @Nullable Long date(String until, String now) {
    try {
      var wait = Duration.between(instant(now), instant(until)).toMillis();
      return wait > 0 && wait <= MILLIS_MAX ? wait : null;
    } catch (DateTimeParseException e) {
      return null;
    }
  }

  private static ZonedDateTime instant(String text) {
    return ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME);
  }
}
