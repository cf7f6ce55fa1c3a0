package dev.sluice.dialect.openai;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The shape of an event of which only one string changes from one to the next.
 *
 * <p>Learned from an event that was parsed and whose only effect was one piece of text. An event
 * with the same bytes before and behind the string has the same effect with another text, so it
 * needs no parser: JSON is free of context but for the string itself, which is checked here. The
 * name of the string's member stands once in the event, as a name, because a quote inside a string
 * is escaped. Padding, a second string that changes and stands behind the first, is allowed for.
 */
final class TextTemplate {

  private static final int EVENT_BYTES_MAX = 4096;
  private static final byte[] PADDING = "\"obfuscation\":\"".getBytes(ISO_8859_1);
  private static final byte[] NONE = new byte[0];

  private byte[] head = NONE;
  private byte[] middle = NONE;
  private byte[] tail = NONE;
  private boolean padded;
  private boolean learned;
  private @Nullable String padding;

  boolean learned() {
    return learned;
  }

  void forget() {
    learned = false;
  }

  /** The padding of the event that matched last, or null. */
  @Nullable String padding() {
    return padding;
  }

  /** Learns the event, if the quoted {@code name} stands in it once and has a string. */
  void learn(byte[] event, int offset, int length, byte[] name) {
    learned = false;
    var end = offset + length;
    var at = length > EVENT_BYTES_MAX ? -1 : indexOf(event, offset, end, name);
    if (at < 0 || indexOf(event, at + 1, end, name) >= 0) {
      return;
    }
    var from = value(event, at + name.length, end);
    var to = from < 0 ? -1 : stringEnd(event, from, end);
    if (to < 0) {
      return;
    }
    head = Arrays.copyOfRange(event, offset, from);
    var pad = indexOf(event, to, end, PADDING);
    padded = pad >= 0;
    if (padded) {
      var padFrom = pad + PADDING.length;
      var padTo = stringEnd(event, padFrom, end);
      if (padTo < 0) {
        return;
      }
      middle = Arrays.copyOfRange(event, to, padFrom);
      tail = Arrays.copyOfRange(event, padTo, end);
    } else {
      tail = Arrays.copyOfRange(event, to, end);
    }
    learned = true;
  }

  /** The text of an event of this shape, or null for another one. */
  @Nullable String match(byte[] event, int offset, int length) {
    var from = offset + head.length;
    var to = offset + length - tail.length;
    if (!learned
        || from > to
        || !Arrays.equals(event, offset, from, head, 0, head.length)
        || !Arrays.equals(event, to, offset + length, tail, 0, tail.length)) {
      return null;
    }
    if (!padded) {
      return string(event, from, to);
    }
    var end = stringEnd(event, from, to);
    var padFrom = end + middle.length;
    if (end < 0 || padFrom > to || !Arrays.equals(event, end, padFrom, middle, 0, middle.length)) {
      return null;
    }
    var text = string(event, from, end);
    padding = text == null ? null : string(event, padFrom, to);
    return padding == null ? null : text;
  }

  /** What the bytes between two quotes say, or null when they are no plain string. */
  private static @Nullable String string(byte[] event, int from, int to) {
    var all = 0;
    var escaped = false;
    for (var i = from; i < to; i++) {
      var b = event[i];
      all |= b;
      if (b == '"' || (b >= 0 && b < ' ')) {
        return null;
      }
      if (b == '\\') {
        escaped = true;
        i++;
        if (i == to) {
          return null;
        }
      }
    }
    var raw = new String(event, from, to - from, all < 0 ? UTF_8 : ISO_8859_1);
    return escaped ? unescaped(raw) : raw;
  }

  private static @Nullable String unescaped(String raw) {
    var text = new StringBuilder(raw.length());
    for (var i = 0; i < raw.length(); i++) {
      var c = raw.charAt(i);
      if (c == '\\') {
        i++;
        c = simple(raw.charAt(i));
        if (c == 0) {
          return null;
        }
      }
      text.append(c);
    }
    return text.toString();
  }

  /** The character of a short escape; 0 for all others, which are left to the parser. */
  private static char simple(char letter) {
    return switch (letter) {
      case '"', '\\', '/' -> letter;
      case 'n' -> '\n';
      case 't' -> '\t';
      case 'r' -> '\r';
      default -> 0;
    };
  }

  /** Where the string behind a name begins, behind its quote, or -1. */
  private static int value(byte[] event, int behindName, int end) {
    var at = behindName;
    if (at < end && event[at] == ':') {
      at++;
      at += at < end && event[at] == ' ' ? 1 : 0;
      return at < end && event[at] == '"' ? at + 1 : -1;
    }
    return -1;
  }

  /** The index of the quote that ends a string, or -1. */
  private static int stringEnd(byte[] event, int from, int end) {
    for (var i = from; i < end; i++) {
      if (event[i] == '"') {
        return i;
      }
      if (event[i] == '\\') {
        i++;
      }
    }
    return -1;
  }

  private static int indexOf(byte[] event, int from, int end, byte[] what) {
    for (var i = from; i + what.length <= end; i++) {
      if (event[i] == what[0] && Arrays.equals(event, i, i + what.length, what, 0, what.length)) {
        return i;
      }
    }
    return -1;
  }
}
