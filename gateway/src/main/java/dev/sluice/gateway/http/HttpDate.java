package dev.sluice.gateway.http;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.handler.codec.DateFormatter;
import java.util.Date;

/** The {@code Date} header's value, formatted by Netty once per second. Safe from every loop. */
final class HttpDate {
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

  @SuppressWarnings("JavaUtilDate") // Netty's formatter takes nothing else
  private static Stamp stamp(long second) {
    var text = DateFormatter.format(new Date(second * 1000));
    return new Stamp(second, text, ("date: " + text + "\r\n").getBytes(US_ASCII));
  }
}
