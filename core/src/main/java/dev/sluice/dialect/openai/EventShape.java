package dev.sluice.dialect.openai;

import static dev.sluice.json.StringScanner.stands;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.sluice.json.StringScanner;
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
final class EventShape {

  private static final int EVENT_BYTES_MAX = 4096;
  private static final byte[] PADDING = "\"obfuscation\":\"".getBytes(ISO_8859_1);
  private static final byte[] NONE = new byte[0];

  private final StringScanner string = new StringScanner();
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

  /**
   * Learns the event, if the quoted {@code name} stands in it once and has a string.
   *
   * @param text what the parser took out of the event
   */
  void learn(byte[] event, int offset, int length, byte[] name, String text) {
    learned = false;
    padding = null;
    var end = offset + length;
    var at = length > EVENT_BYTES_MAX ? -1 : indexOf(event, offset, end, name);
    if (at < 0 || indexOf(event, at + 1, end, name) >= 0) {
      return;
    }
    var from = value(event, at + name.length, end);
    if (from < 0 || !string.scan(event, from, end) || !string.text(event).equals(text)) {
      return;
    }
    var to = string.end();
    var pad = indexOf(event, to, end, PADDING);
    padded = pad >= 0;
    if (padded && !string.scan(event, pad + PADDING.length, end)) {
      return;
    }
    head = Arrays.copyOfRange(event, offset, from);
    middle = padded ? Arrays.copyOfRange(event, to, pad + PADDING.length) : NONE;
    tail = Arrays.copyOfRange(event, padded ? string.end() : to, end);
    learned = isPlain(head) && isPlain(middle) && isPlain(tail);
  }

  /** Whether no name is spelled with escapes: then no member can hide from a look at the bytes. */
  private static boolean isPlain(byte[] bytes) {
    for (var b : bytes) {
      if (b == '\\') {
        return false;
      }
    }
    return true;
  }

  /** The text of an event of this shape, or null for another one. */
  @Nullable String match(byte[] event, int offset, int length) {
    var end = offset + length;
    var from = offset + head.length;
    var last = end - tail.length;
    if (!learned
        || from > last
        || !stands(head, event, offset, end)
        || !stands(tail, event, last, end)
        || !string.scan(event, from, end)) {
      return null;
    }
    if (!padded) {
      return string.end() == last ? string.text(event) : null;
    }
    if (!stands(middle, event, string.end(), last)) {
      return null;
    }
    var text = string.text(event);
    if (!string.scan(event, string.end() + middle.length, end) || string.end() != last) {
      return null;
    }
    padding = string.text(event);
    return text;
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

  private static int indexOf(byte[] event, int from, int end, byte[] what) {
    for (var i = from; i + what.length <= end; i++) {
      if (event[i] == what[0] && Arrays.equals(event, i, i + what.length, what, 0, what.length)) {
        return i;
      }
    }
    return -1;
  }
}
