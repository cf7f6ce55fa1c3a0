package dev.sluice.dialect.anthropic;

import dev.sluice.dialect.ProviderHead;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * How long a provider asks to wait. A date counts from the answer's own {@code date}, since there
 * is no clock here; what is negative, past or absurd is no wish at all.
 */
final class RetryAfter {

  static final long MILLIS_MAX = Duration.ofDays(1).toMillis();
  private static final int DIGITS_MAX = 12;

  private RetryAfter() {}

  static Optional<Long> millis(ProviderHead head) {
    return whole(head.header("retry-after-ms"))
        .or(() -> whole(head.header("retry-after")).map(seconds -> seconds * 1000))
        .or(() -> until(head.header("retry-after"), head.header("date")))
        .filter(millis -> millis >= 0 && millis <= MILLIS_MAX);
  }

  private static Optional<Long> whole(String text) {
    var digits = text.strip();
    if (digits.isEmpty() || digits.length() > DIGITS_MAX) {
      return Optional.empty();
    }
    for (var i = 0; i < digits.length(); i++) {
      if (digits.charAt(i) < '0' || digits.charAt(i) > '9') {
        return Optional.empty();
      }
    }
    return Optional.of(Long.parseLong(digits));
  }

  private static Optional<Long> until(String date, String now) {
    try {
      var from = ZonedDateTime.parse(now.strip(), DateTimeFormatter.RFC_1123_DATE_TIME);
      var to = ZonedDateTime.parse(date.strip(), DateTimeFormatter.RFC_1123_DATE_TIME);
      return Optional.of(Duration.between(from, to).toMillis());
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
