package dev.sluice.json;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/**
 * Reads one JSON string out of bytes without a parser: what every short cut past the parser stands
 * on. It reads what the parser would read, or refuses: control characters, {@code \\u}, {@code
 * \\b}, {@code \\f} and what is no escape are left to the parser. Used again for each string; keeps
 * no bytes; one thread.
 */
public final class StringScanner {

  private int from;
  private int end;
  private boolean escapes;
  private boolean wide;

  /**
   * Looks for the end of a string.
   *
   * @param first the index behind the opening quote
   * @param limit the index behind the last byte to look at
   * @return whether the closing quote was found and {@link #text} can tell what stands before it
   */
  public boolean scan(byte[] json, int first, int limit) {
    from = first;
    escapes = false;
    var all = 0;
    for (var at = first; at < limit; at++) {
      var b = json[at];
      if (b == '"') {
        end = at;
        wide = all < 0;
        return true;
      }
      if (b == '\\') {
        escapes = true;
        at++;
        if (at == limit || unescaped((char) json[at]) == 0) {
          return false;
        }
      } else if (b >= 0 && b < ' ') {
        return false;
      }
      all |= b;
    }
    return false;
  }

  /** The index of the closing quote. */
  public int end() {
    return end;
  }

  /** What the string says that was found last, in the same bytes. Malformed UTF-8 is U+FFFD. */
  public String text(byte[] json) {
    var raw = new String(json, from, end - from, wide ? UTF_8 : ISO_8859_1);
    return escapes ? unescaped(raw) : raw;
  }

  private static String unescaped(String raw) {
    var text = new StringBuilder(raw.length());
    for (var i = 0; i < raw.length(); i++) {
      var c = raw.charAt(i);
      text.append(c == '\\' ? unescaped(raw.charAt(++i)) : c);
    }
    return text.toString();
  }

  /** The character of a short escape; 0 for all others. */
  private static char unescaped(char letter) {
    return switch (letter) {
      case '"', '\\', '/' -> letter;
      case 'n' -> '\n';
      case 't' -> '\t';
      case 'r' -> '\r';
      default -> 0;
    };
  }

  /** Whether {@code expected} stands at {@code at}, all of it before {@code limit}. */
  public static boolean stands(byte[] expected, byte[] json, int at, int limit) {
    return limit - at >= expected.length
        && Arrays.equals(json, at, at + expected.length, expected, 0, expected.length);
  }
}
