package dev.sluice.dialect.bedrock;

import java.nio.charset.StandardCharsets;

/**
 * Recognises the one event that makes up nearly all of a stream, without a parser: {@code
 * {"contentBlockIndex":0,"delta":{"text":"…"},"p":"…"}} in exactly this shape, the text free of
 * escapes. Everything else is left to {@link BedrockEvent#readDelta}, which would read the same out
 * of it.
 */
final class TextTemplate {

  private static final byte[] HEAD = ascii("{\"contentBlockIndex\":");
  private static final byte[] DELTA = ascii(",\"delta\":{\"text\":\"");
  private static final byte[] PADDING = ascii(",\"p\":\"");
  private static final int INDEX_DIGITS_MAX = 6;

  private TextTemplate() {}

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /** Reads the event if it has the shape; else nothing was changed. */
  static boolean read(byte[] bytes, int offset, int length, BedrockEvent event) {
    var end = offset + length;
    if (!startsWith(HEAD, bytes, offset, end)) {
      return false;
    }
    var at = offset + HEAD.length;
    var digits = at;
    var index = 0;
    while (at < end && at - digits < INDEX_DIGITS_MAX && isDigit(bytes[at])) {
      index = index * 10 + (bytes[at++] - '0');
    }
    var count = at - digits;
    if (count == 0 || (count > 1 && bytes[digits] == '0') || !startsWith(DELTA, bytes, at, end)) {
      return false;
    }
    var from = at + DELTA.length;
    var to = plain(bytes, from, end);
    if (!isEnd(bytes, to, end)) {
      return false;
    }
    event.clear();
    event.index = index;
    event.text = new String(bytes, from, to - from, StandardCharsets.UTF_8);
    return true;
  }

  private static boolean isDigit(byte b) {
    return b >= '0' && b <= '9';
  }

  private static boolean startsWith(byte[] what, byte[] bytes, int at, int end) {
    if (end - at < what.length) {
      return false;
    }
    for (var i = 0; i < what.length; i++) {
      if (bytes[at + i] != what[i]) {
        return false;
      }
    }
    return true;
  }

  /** The index after the characters that stand for themselves. */
  private static int plain(byte[] bytes, int from, int end) {
    var at = from;
    while (at < end && bytes[at] != '"' && bytes[at] != '\\' && (bytes[at] & 0xe0) != 0) {
      at++;
    }
    return at;
  }

  /** Whether the text's quote is followed by nothing but, at most, padding. */
  private static boolean isEnd(byte[] bytes, int quote, int end) {
    if (end - quote < 3 || bytes[quote] != '"' || bytes[quote + 1] != '}') {
      return false;
    }
    var at = quote + 2;
    if (startsWith(PADDING, bytes, at, end)) {
      at = plain(bytes, at + PADDING.length, end);
      if (at == end || bytes[at++] != '"') {
        return false;
      }
    }
    return at == end - 1 && bytes[at] == '}';
  }
}
