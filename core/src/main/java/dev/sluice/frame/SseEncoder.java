package dev.sluice.frame;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import org.jspecify.annotations.Nullable;

/**
 * Writes server-sent events in the narrowest form that every client reads: LF only, one {@code
 * data} line an event.
 *
 * <p>{@code begin}, then the caller writes the data, then {@code end}. The data must be one line:
 * without CR and LF. Names and ids are {@code [A-Za-z0-9._-]{1,64}}; another one is a fault of the
 * caller ({@link IllegalArgumentException}), after which what was written is to be thrown away.
 */
public final class SseEncoder {
  public static final int TOKEN_LENGTH_MAX = 64;

  private static final byte[] EVENT = "event: ".getBytes(ISO_8859_1);
  private static final byte[] DATA = "data: ".getBytes(ISO_8859_1);
  private static final byte[] ID = "id: ".getBytes(ISO_8859_1);
  private static final byte[] RETRY = "retry: ".getBytes(ISO_8859_1);
  private static final byte[] COMMENT = ": ".getBytes(ISO_8859_1);

  private SseEncoder() {}

  /** Writes an event up to where its data starts, with a name unless that is null. */
  public static void begin(Bytes out, @Nullable String name) {
    if (name != null) {
      out.add(EVENT);
      token(out, name);
      out.add((byte) '\n');
    }
    out.add(DATA);
  }

  /** Writes the end of the data and of the event. */
  public static void end(Bytes out) {
    out.add((byte) '\n');
    out.add((byte) '\n');
  }

  /** Writes the id line of the event that begins next. */
  public static void id(Bytes out, String id) {
    out.add(ID);
    token(out, id);
    out.add((byte) '\n');
  }

  /** Writes the id line of the event that begins next, for ids that are positions. */
  public static void id(Bytes out, long position) {
    out.add(ID);
    out.addDecimal(position);
    out.add((byte) '\n');
  }

  /** Writes the wait before a reconnect, as part of the event that begins next. */
  public static void retry(Bytes out, long millis) {
    out.add(RETRY);
    out.addDecimal(millis);
    out.add((byte) '\n');
  }

  /** Writes a comment of printable ASCII and the blank line that makes clients see it. */
  public static void comment(Bytes out, String text) {
    for (var i = 0; i < text.length(); i++) {
      if (text.charAt(i) < ' ' || text.charAt(i) > '~') {
        throw new IllegalArgumentException("comment is not printable ASCII at index " + i);
      }
    }
    out.add(COMMENT);
    out.addAscii(text);
    end(out);
  }

  private static void token(Bytes out, String text) {
    var length = text.length();
    if (length < 1 || length > TOKEN_LENGTH_MAX) {
      throw new IllegalArgumentException(
          "name or id of " + length + " characters, allowed are 1 to " + TOKEN_LENGTH_MAX);
    }
    for (var i = 0; i < length; i++) {
      if (!isToken(text.charAt(i))) {
        throw new IllegalArgumentException("name or id has a forbidden character at index " + i);
      }
    }
    out.addAscii(text);
  }

  private static boolean isToken(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '.'
        || c == '_'
        || c == '-';
  }
}
