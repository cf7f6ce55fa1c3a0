package dev.sluice.frame;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Arrays;

/**
 * The grammar of one line of server-sent events.
 *
 * <p>A line ends at CR, LF or both; a field is its name, up to the first colon or the end of the
 * line, and its value, less one leading space. Names are compared to the letter.
 */
final class SseLine {
  /** What a line says, by its field name. */
  enum Field {
    DATA,
    EVENT,
    ID,
    RETRY,
    OTHER
  }

  private static final byte[] DATA = "data".getBytes(ISO_8859_1);
  private static final byte[] EVENT = "event".getBytes(ISO_8859_1);
  private static final byte[] ID = "id".getBytes(ISO_8859_1);
  private static final byte[] RETRY = "retry".getBytes(ISO_8859_1);
  private static final int NUMBER_DIGITS_MAX = 18;

  private SseLine() {}

  /** The index of the first CR or LF, or {@code to}. */
  static int end(byte[] bytes, int from, int to) {
    var at = from;
    while (at < to && bytes[at] != '\n' && bytes[at] != '\r') {
      at++;
    }
    return at;
  }

  /** The index of the first colon, or {@code to}. */
  static int nameEnd(byte[] bytes, int from, int to) {
    var at = from;
    while (at < to && bytes[at] != ':') {
      at++;
    }
    return at;
  }

  static int valueStart(byte[] bytes, int nameTo, int to) {
    if (nameTo == to) {
      return to;
    }
    var value = nameTo + 1;
    return value < to && bytes[value] == ' ' ? value + 1 : value;
  }

  static Field field(byte[] bytes, int from, int to) {
    return switch (to - from) {
      case 2 -> is(ID, bytes, from, to) ? Field.ID : Field.OTHER;
      case 4 -> is(DATA, bytes, from, to) ? Field.DATA : Field.OTHER;
      case 5 -> {
        if (is(EVENT, bytes, from, to)) {
          yield Field.EVENT;
        }
        yield is(RETRY, bytes, from, to) ? Field.RETRY : Field.OTHER;
      }
      default -> Field.OTHER;
    };
  }

  /** The length of the byte order mark that the line starts with, 0 if there is none. */
  static int bomLength(byte[] bytes, int from, int to) {
    return to - from >= 3
            && bytes[from] == (byte) 0xef
            && bytes[from + 1] == (byte) 0xbb
            && bytes[from + 2] == (byte) 0xbf
        ? 3
        : 0;
  }

  static boolean hasNul(byte[] bytes, int from, int to) {
    for (var at = from; at < to; at++) {
      if (bytes[at] == 0) {
        return true;
      }
    }
    return false;
  }

  /** The number of ASCII digits only, or -1 if it is none or has too many. */
  static long number(byte[] bytes, int from, int to) {
    if (from == to || to - from > NUMBER_DIGITS_MAX) {
      return -1;
    }
    var number = 0L;
    for (var at = from; at < to; at++) {
      if (bytes[at] < '0' || bytes[at] > '9') {
        return -1;
      }
      number = number * 10 + (bytes[at] - '0');
    }
    return number;
  }

  private static boolean is(byte[] field, byte[] bytes, int from, int to) {
    return Arrays.equals(bytes, from, to, field, 0, field.length);
  }
}
