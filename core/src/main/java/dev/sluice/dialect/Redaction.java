package dev.sluice.dialect;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** Takes our secrets out of what a provider says, before anything else is done with it. */
public final class Redaction {

  /** How much of a provider's error body a failure keeps. */
  public static final int DETAIL_BYTES_MAX = 500;

  private static final int SECRET_CHARS_MIN = 4;

  private Redaction() {}

  /** The text with each secret replaced. */
  public static String redact(String text, List<String> secrets) {
    var clean = text;
    for (var secret : secrets) {
      if (secret.length() >= SECRET_CHARS_MIN) {
        clean = clean.replace(secret, "[redacted]");
      }
    }
    return clean;
  }

  /** {@code status 400: } and the redacted body, cut at {@value #DETAIL_BYTES_MAX} bytes. */
  public static String detail(int status, byte[] body, List<String> secrets) {
    var clean = redact(new String(body, StandardCharsets.UTF_8), secrets);
    return "status " + status + ": " + cut(clean, DETAIL_BYTES_MAX);
  }

  /** The longest beginning of {@code text} that is at most {@code bytesMax} bytes of UTF-8. */
  public static String cut(String text, int bytesMax) {
    var bytes = 0;
    var at = 0;
    while (at < text.length()) {
      var point = text.codePointAt(at);
      bytes += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
      if (bytes > bytesMax) {
        return text.substring(0, at);
      }
      at += Character.charCount(point);
    }
    return text;
  }
}
