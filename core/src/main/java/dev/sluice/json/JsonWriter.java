package dev.sluice.json;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Appends compact JSON as UTF-8 to a buffer of its own that grows and is used again.
 *
 * <p>Control characters, quotes, backslashes, U+0085, U+2028 and U+2029 are escaped, so that a text
 * is always one line for every client library; a lone surrogate becomes U+FFFD. Commas are set by
 * the writer. One thread; {@link #array} is valid until the next call.
 */
public final class JsonWriter {

  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
  private static final int RETAINED_BYTES_MAX = 64 << 10;

  private byte[] buffer;
  private int length;
  private boolean comma;

  public JsonWriter(int capacity) {
    buffer = new byte[capacity];
  }

  /** Forgets what was written; keeps a buffer of ordinary size. */
  public JsonWriter clear() {
    length = 0;
    comma = false;
    if (buffer.length > RETAINED_BYTES_MAX) {
      buffer = new byte[1024];
    }
    return this;
  }

  public byte[] array() {
    return buffer;
  }

  public int length() {
    return length;
  }

  public byte[] toByteArray() {
    return Arrays.copyOf(buffer, length);
  }

  public JsonWriter beginObject() {
    return open((byte) '{');
  }

  public JsonWriter endObject() {
    return close((byte) '}');
  }

  public JsonWriter beginArray() {
    return open((byte) '[');
  }

  public JsonWriter endArray() {
    return close((byte) ']');
  }

  /** The name of the member whose value is written next. */
  public JsonWriter name(String name) {
    separate();
    string(name);
    add((byte) ':');
    comma = false;
    return this;
  }

  public JsonWriter text(String value) {
    separate();
    string(value);
    comma = true;
    return this;
  }

  public JsonWriter number(long value) {
    separate();
    ascii(Long.toString(value));
    comma = true;
    return this;
  }

  public JsonWriter bool(boolean value) {
    return raw(value ? "true" : "false");
  }

  public JsonWriter nil() {
    return raw("null");
  }

  /** A value that is JSON text already. */
  public JsonWriter raw(String json) {
    separate();
    utf8(json);
    comma = true;
    return this;
  }

  /** A value that is JSON text in ASCII, encoded once by the caller. */
  public JsonWriter raw(byte[] json) {
    separate();
    reserve(json.length);
    System.arraycopy(json, 0, buffer, length, json.length);
    length += json.length;
    comma = true;
    return this;
  }

  public JsonWriter member(String name, String value) {
    return name(name).text(value);
  }

  public JsonWriter member(String name, long value) {
    return name(name).number(value);
  }

  public JsonWriter member(String name, boolean value) {
    return name(name).bool(value);
  }

  public JsonWriter tree(Json json) {
    switch (json) {
      case Json.Obj object -> {
        beginObject();
        object.members().forEach((name, value) -> name(name).tree(value));
        endObject();
      }
      case Json.Arr array -> {
        beginArray();
        array.elements().forEach(this::tree);
        endArray();
      }
      case Json.Text text -> text(text.value());
      case Json.Num num -> raw(num.text());
      case Json.Bool bool -> bool(bool.value());
      case Json.Nil nil -> nil();
    }
    return this;
  }

  private JsonWriter open(byte bracket) {
    separate();
    add(bracket);
    comma = false;
    return this;
  }

  private JsonWriter close(byte bracket) {
    add(bracket);
    comma = true;
    return this;
  }

  private void separate() {
    if (comma) {
      add((byte) ',');
    }
  }

  private void string(String value) {
    var count = value.length();
    reserve(count + 2);
    buffer[length++] = '"';
    var i = 0;
    while (i < count) {
      var c = value.charAt(i);
      if (c < 0x20 || c == '"' || c == '\\' || c >= 0x7f) {
        break;
      }
      buffer[length++] = (byte) c;
      i++;
    }
    if (i < count) {
      rest(value, i);
    }
    add((byte) '"');
  }

  private void rest(String value, int from) {
    var count = value.length();
    reserve(6 * (count - from) + 1);
    for (var i = from; i < count; i++) {
      var c = value.charAt(i);
      if (c >= 0x20 && c < 0x7f && c != '"' && c != '\\') {
        buffer[length++] = (byte) c;
      } else if (Character.isHighSurrogate(c)
          && i + 1 < count
          && Character.isLowSurrogate(value.charAt(i + 1))) {
        wide(Character.toCodePoint(c, value.charAt(++i)));
      } else {
        escape(c);
      }
    }
  }

  private void escape(char c) {
    switch (c) {
      case '"', '\\' -> pair(c);
      case '\n' -> pair('n');
      case '\r' -> pair('r');
      case '\t' -> pair('t');
      default -> {
        if (c < 0x20 || c == 0x7f || c == 0x85 || c == 0x2028 || c == 0x2029) {
          hex(c);
        } else {
          wide(Character.isSurrogate(c) ? 0xfffd : c);
        }
      }
    }
  }

  private void pair(char c) {
    buffer[length++] = '\\';
    buffer[length++] = (byte) c;
  }

  private void hex(char c) {
    pair('u');
    for (var shift = 12; shift >= 0; shift -= 4) {
      buffer[length++] = HEX[(c >> shift) & 15];
    }
  }

  private void wide(int point) {
    if (point < 0x800) {
      buffer[length++] = (byte) (0xc0 | point >> 6);
    } else if (point < 0x10000) {
      buffer[length++] = (byte) (0xe0 | point >> 12);
      buffer[length++] = (byte) (0x80 | (point >> 6 & 0x3f));
    } else {
      buffer[length++] = (byte) (0xf0 | point >> 18);
      buffer[length++] = (byte) (0x80 | (point >> 12 & 0x3f));
      buffer[length++] = (byte) (0x80 | (point >> 6 & 0x3f));
    }
    buffer[length++] = (byte) (0x80 | (point & 0x3f));
  }

  private void utf8(String text) {
    var i = 0;
    var count = text.length();
    reserve(count);
    while (i < count && text.charAt(i) < 0x80) {
      buffer[length++] = (byte) text.charAt(i++);
    }
    if (i < count) {
      var bytes = text.substring(i).getBytes(StandardCharsets.UTF_8);
      reserve(bytes.length);
      System.arraycopy(bytes, 0, buffer, length, bytes.length);
      length += bytes.length;
    }
  }

  private void ascii(String text) {
    reserve(text.length());
    for (var i = 0; i < text.length(); i++) {
      buffer[length++] = (byte) text.charAt(i);
    }
  }

  private void add(byte b) {
    reserve(1);
    buffer[length++] = b;
  }

  private void reserve(int more) {
    if (buffer.length - length < more) {
      buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, length + more));
    }
  }
}
