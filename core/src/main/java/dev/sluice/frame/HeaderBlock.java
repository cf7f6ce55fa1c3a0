package dev.sluice.frame;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;

/** The encoded headers of a frame, made once and written often. */
public final class HeaderBlock {
  /** The longest text or binary value; others read no longer and no empty ones. */
  public static final int VALUE_BYTES_MAX = 32_767;

  final byte[] bytes;

  private HeaderBlock(byte[] bytes) {
    this.bytes = bytes;
  }

  /** The headers in this order; {@link IllegalArgumentException} if one is beyond its bound. */
  public static HeaderBlock of(List<Header> headers) {
    var out = new Bytes();
    for (var header : headers) {
      var name = header.name().getBytes(UTF_8);
      if (name.length > Header.NAME_LENGTH_MAX) {
        throw new IllegalArgumentException(
            "header name of " + name.length + " bytes, allowed are " + Header.NAME_LENGTH_MAX);
      }
      out.add((byte) name.length);
      out.add(name);
      write(out, header.value());
    }
    if (out.length() > EventStreamDecoder.HEADERS_BYTES_MAX) {
      throw new IllegalArgumentException(
          "headers of "
              + out.length()
              + " bytes, allowed are "
              + EventStreamDecoder.HEADERS_BYTES_MAX);
    }
    return new HeaderBlock(out.toByteArray());
  }

  private static void write(Bytes out, HeaderValue value) {
    switch (value) {
      case HeaderValue.Flag(var flag) -> out.add((byte) (flag ? 0 : 1));
      case HeaderValue.Int8(var number) -> {
        out.add((byte) 2);
        out.add(number);
      }
      case HeaderValue.Int16(var number) -> {
        out.add((byte) 3);
        out.addShort(number);
      }
      case HeaderValue.Int32(var number) -> {
        out.add((byte) 4);
        out.addInt(number);
      }
      case HeaderValue.Int64(var number) -> {
        out.add((byte) 5);
        out.addLong(number);
      }
      case HeaderValue.Binary(var buffer) -> {
        var bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        writeSized(out, HeaderLayout.TYPE_BINARY, bytes);
      }
      case HeaderValue.Text(var text) ->
          writeSized(out, HeaderLayout.TYPE_TEXT, text.getBytes(UTF_8));
      case HeaderValue.Timestamp(var epochMillis) -> {
        out.add((byte) 8);
        out.addLong(epochMillis);
      }
      case HeaderValue.Uuid(var uuid) -> {
        out.add((byte) 9);
        out.addLong(uuid.getMostSignificantBits());
        out.addLong(uuid.getLeastSignificantBits());
      }
    }
  }

  private static void writeSized(Bytes out, int type, byte[] value) {
    if (value.length < 1 || value.length > VALUE_BYTES_MAX) {
      throw new IllegalArgumentException(
          "header value of " + value.length + " bytes, allowed are 1 to " + VALUE_BYTES_MAX);
    }
    out.add((byte) type);
    out.addShort(value.length);
    out.add(value);
  }
}
