package dev.sluice.frame;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.UUID;

/**
 * How headers lie in a frame.
 *
 * <p>One header is: name length (1 byte, not 0), name, type (1 byte), value. The sizes of the
 * values are given by their type; types 6 and 7 have a length of two bytes before the value.
 */
final class HeaderLayout {
  static final int TYPE_BINARY = 6;
  static final int TYPE_TEXT = 7;

  private HeaderLayout() {}

  /** The index after the header that starts at {@code at}, or -1 if it is malformed. */
  static int after(byte[] bytes, int at, int to) {
    var type = typeAt(bytes, at);
    if (bytes[at] == 0 || type >= to) {
      return -1;
    }
    var value = type + 1;
    var size =
        switch (bytes[type]) {
          case 0, 1 -> 0;
          case 2 -> 1;
          case 3 -> 2;
          case 4 -> 4;
          case 5, 8 -> 8;
          case TYPE_BINARY, TYPE_TEXT -> to - value < 2 ? -1 : 2 + shortAt(bytes, value);
          case 9 -> 16;
          default -> -1;
        };
    return size < 0 || size > to - value ? -1 : value + size;
  }

  /** Whether the header that starts at {@code at} has this ASCII name. */
  static boolean hasName(byte[] bytes, int at, String name) {
    var length = name.length();
    if ((bytes[at] & 0xff) != length) {
      return false;
    }
    for (var i = 0; i < length; i++) {
      if (bytes[at + 1 + i] != name.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** The index of the type of the header that starts at {@code at}. */
  static int typeAt(byte[] bytes, int at) {
    return at + 1 + (bytes[at] & 0xff);
  }

  static int shortAt(byte[] bytes, int at) {
    return (bytes[at] & 0xff) << 8 | (bytes[at + 1] & 0xff);
  }

  /** Reads a header that was found well-formed. */
  static Header read(byte[] bytes, int at) {
    var type = typeAt(bytes, at);
    var name = new String(bytes, at + 1, bytes[at] & 0xff, UTF_8);
    var value = ByteBuffer.wrap(bytes, type + 1, bytes.length - type - 1);
    return new Header(name, read(bytes[type], value));
  }

  private static HeaderValue read(byte type, ByteBuffer value) {
    return switch (type) {
      case 0, 1 -> new HeaderValue.Flag(type == 0);
      case 2 -> new HeaderValue.Int8(value.get());
      case 3 -> new HeaderValue.Int16(value.getShort());
      case 4 -> new HeaderValue.Int32(value.getInt());
      case 5 -> new HeaderValue.Int64(value.getLong());
      case TYPE_BINARY -> new HeaderValue.Binary(ByteBuffer.wrap(sized(value)));
      case TYPE_TEXT -> new HeaderValue.Text(new String(sized(value), UTF_8));
      case 8 -> new HeaderValue.Timestamp(value.getLong());
      case 9 -> new HeaderValue.Uuid(new UUID(value.getLong(), value.getLong()));
      default -> throw new IllegalStateException("header type " + type + " was let through");
    };
  }

  private static byte[] sized(ByteBuffer value) {
    var bytes = new byte[value.getShort() & 0xffff];
    value.get(bytes);
    return bytes;
  }
}
