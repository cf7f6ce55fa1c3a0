package dev.sluice.dialect;

import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How long a provider asks to wait, and how a client is asked: in a protocol's own header in
 * milliseconds, and in {@code retry-after} in seconds or as a date. A date is measured against the
 * answer's own {@code date}, since there is no clock here. What makes no sense (negative, in the
 * past) is as if it were absent; quotas of a week or a month make long waits, so only what is beyond
 * a year makes none.
 */
public final class RetryAfter {

  private static final double MILLIS_MAX = Duration.ofDays(366).toMillis();
  private static final long MILLIS = 1_000;
  private static final String RETRY_AFTER_MS = "retry-after-ms";

  private RetryAfter() {}

  /**
   * The wait that an answer asks for, in milliseconds; null when it asks for none.
   *
   * @param exact the protocol's header in milliseconds, which counts first
   */
  public static @Nullable Long millis(ProviderHead head, String exact) {
    for (var name : List.of(exact, RETRY_AFTER_MS, "x-ms-retry-after-ms")) {
      var millis = number(head.header(name), 1);
      if (millis != null) {
        return millis;
      }
    }
    var value = head.header("retry-after").strip();
    var seconds = number(value, MILLIS);
    return seconds != null ? seconds : date(value, head.header("date").strip());
  }

  /** The wait that the head asks for, or else the body. */
  public static @Nullable Long millis(ProviderHead head, String exact, ErrorBody body) {
    var millis = millis(head, exact);
    return millis == null ? body.retryAfterMs() : millis;
  }

  /** Asks a client to wait, in whole seconds rounded up and in the header {@code exact}. */
  public static void put(Map<String, String> headers, @Nullable Long millis, String exact) {
    if (millis != null) {
      headers.put("retry-after", Long.toString((millis + MILLIS - 1) / MILLIS));
      headers.put(exact, millis.toString());
    }
  }

  private static @Nullable Long number(String header, double unit) {
    var text = header.strip();
    if (text.isEmpty() || text.charAt(0) < '0' || text.charAt(0) > '9') {
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
