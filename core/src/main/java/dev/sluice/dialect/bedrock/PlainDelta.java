package dev.sluice.dialect.bedrock;

import static dev.sluice.json.StringScanner.stands;

import dev.sluice.json.StringScanner;
import java.nio.charset.StandardCharsets;

/**
 * Recognises the one event that makes up nearly all of a stream, without a parser: {@code
 * {"contentBlockIndex":0,"delta":{"text":"…"},"p":"…"}} in exactly this shape. Everything else is
 * left to {@link BedrockEvent#readDelta}, which would read the same out of it.
 */
final class PlainDelta {

  private static final byte[] HEAD = ascii("{\"contentBlockIndex\":");
  private static final byte[] DELTA = ascii(",\"delta\":{\"text\":\"");
  private static final byte[] PADDING = ascii(",\"p\":\"");
  private static final int INDEX_DIGITS_MAX = 6;

  private final StringScanner string = new StringScanner();

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /** Reads the event if it has the shape; else nothing was changed. */
  boolean read(byte[] bytes, int offset, int length, BedrockEvent event) {
    var end = offset + length;
    if (!stands(HEAD, bytes, offset, end)) {
      return false;
    }
    var at = offset + HEAD.length;
    var digits = at;
    var index = 0;
    while (at < end && at - digits < INDEX_DIGITS_MAX && isDigit(bytes[at])) {
      index = index * 10 + (bytes[at++] - '0');
    }
    var count = at - digits;
    if (count == 0 || (count > 1 && bytes[digits] == '0') || !stands(DELTA, bytes, at, end)) {
      return false;
    }
    if (!string.scan(bytes, at + DELTA.length, end)) {
      return false;
    }
    var quote = string.end();
    if (end - quote < 3 || bytes[quote + 1] != '}') {
      return false;
    }
    if (quote + 3 == end && bytes[end - 1] == '}') {
      event.plain(index, string.text(bytes));
      return true;
    }
    if (!stands(PADDING, bytes, quote + 2, end)) {
      return false;
    }
    var text = string.text(bytes);
    if (!string.scan(bytes, quote + 2 + PADDING.length, end)
        || string.end() + 2 != end
        || bytes[end - 1] != '}') {
      return false;
    }
    event.plain(index, text);
    return true;
  }

  private static boolean isDigit(byte b) {
    return b >= '0' && b <= '9';
  }
}
