package dev.sluice.gateway.http;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The {@code Date} header's value, formatted once per second. Safe from every loop. */
final class HttpDate {
  private static final DateTimeFormatter FORM =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  @SuppressWarnings("ArrayRecordComponent") // nobody changes the bytes
  private record Stamp(long second, String text, byte[] line) {}

  private volatile Stamp last = stamp(0);

  String text(long nowMillis) {
    return at(nowMillis).text();
  }

  /** The whole header line of HTTP/1.1; not to be changed. */
  byte[] line(long nowMillis) {
    return at(nowMillis).line();
  }

  private Stamp at(long nowMillis) {
    var second = nowMillis / 1000;
    var stamp = last;
    if (stamp.second() != second) {
      stamp = stamp(second);
      last = stamp;
    }
    return stamp;
  }

  private static Stamp stamp(long second) {
    var text = FORM.format(Instant.ofEpochSecond(second));
    return new Stamp(second, text, ("date: " + text + "\r\n").getBytes(US_ASCII));
  }
}
