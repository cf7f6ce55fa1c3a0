package dev.sluice.json;

import java.nio.charset.StandardCharsets;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.JsonRecyclerPools;

/** The one configured factory of parsers, and how its errors become ours. */
final class Parsers {

  static final int DEPTH_MAX = 64;
  static final int NUMBER_CHARS_MAX = 1_000;
  static final int EXPONENT_DIGITS_MAX = 4;
  static final int NAME_CHARS_MAX = 50_000;
  static final int STRING_CHARS_MAX = 32 << 20;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(DEPTH_MAX)
                  .maxNumberLength(NUMBER_CHARS_MAX)
                  .maxNameLength(NAME_CHARS_MAX)
                  .maxStringLength(STRING_CHARS_MAX)
                  .build())
          .recyclerPool(JsonRecyclerPools.threadLocalPool())
          .build();

  private Parsers() {}

  static JsonParser parser(byte[] bytes, int offset, int length) {
    return FACTORY.createParser(ObjectReadContext.empty(), bytes, offset, length);
  }

  /**
   * The text of the number that the parser stands on.
   *
   * @throws MalformedJson when its exponent has more than {@link #EXPONENT_DIGITS_MAX} digits: no
   *     reader of JSON agrees with another on what such a number is
   */
  static String number(JsonParser parser) throws MalformedJson {
    var text = parser.getString();
    var digits = 0;
    for (var i = text.length() - 1; i >= 0; i--) {
      var c = text.charAt(i);
      if (c == 'e' || c == 'E') {
        if (digits > EXPONENT_DIGITS_MAX) {
          throw new MalformedJson(
              "a number's exponent has " + digits + " digits",
              parser.currentTokenLocation().getByteOffset());
        }
        return text;
      }
      digits += c >= '0' && c <= '9' ? 1 : 0;
    }
    return text;
  }

  static MalformedJson malformed(JacksonException cause) {
    var location = cause.getLocation();
    var offset = location == null ? 0 : Math.max(0, location.getByteOffset());
    var reason =
        cause instanceof StreamConstraintsException
            ? "the JSON is beyond a bound (depth "
                + DEPTH_MAX
                + ", number "
                + NUMBER_CHARS_MAX
                + ", name "
                + NAME_CHARS_MAX
                + ", string "
                + STRING_CHARS_MAX
                + ")"
            : "not JSON at byte " + offset;
    return new MalformedJson(reason, offset);
  }

  /**
   * The index of the first byte that is not ASCII, or -1: most events are ASCII and need no further
   * look.
   */
  private static int firstWide(byte[] bytes, int offset, int end) {
    for (var i = offset; i < end; i++) {
      if (bytes[i] < 0) {
        return i;
      }
    }
    return -1;
  }

  /** Whether the bytes are well-formed UTF-8. */
  static boolean utf8(byte[] bytes, int offset, int length) {
    var end = offset + length;
    var at = firstWide(bytes, offset, end);
    if (at < 0) {
      return true;
    }
    while (at < end) {
      var lead = bytes[at];
      var more = lead >= 0 ? 0 : continuation(bytes, at, end);
      if (more < 0) {
        return false;
      }
      at += 1 + more;
    }
    return true;
  }

  /** How many bytes follow the lead byte at {@code at}, or -1 when the character is malformed. */
  private static int continuation(byte[] bytes, int at, int end) {
    var lead = bytes[at] & 0xff;
    var count =
        lead >= 0xc2 && lead < 0xe0
            ? 1
            : lead >= 0xe0 && lead < 0xf0 ? 2 : lead >= 0xf0 && lead < 0xf5 ? 3 : -1;
    if (count < 0 || at + count >= end) {
      return -1;
    }
    for (var i = 1; i <= count; i++) {
      if ((bytes[at + i] & 0xc0) != 0x80) {
        return -1;
      }
    }
    var second = bytes[at + 1] & 0xff;
    var overlong = (lead == 0xe0 && second < 0xa0) || (lead == 0xf0 && second < 0x90);
    var surrogate = lead == 0xed && second > 0x9f;
    var beyond = lead == 0xf4 && second > 0x8f;
    return overlong || surrogate || beyond ? -1 : count;
  }

  /** The same text with every malformed sequence replaced by U+FFFD. */
  static byte[] repaired(byte[] bytes, int offset, int length) {
    return new String(bytes, offset, length, StandardCharsets.UTF_8)
        .getBytes(StandardCharsets.UTF_8);
  }
}
