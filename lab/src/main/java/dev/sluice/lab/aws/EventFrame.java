package dev.sluice.lab.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;

/**
 * One message of the AWS event stream: headers and payload (application/vnd.amazon.eventstream).
 * The lab's own codec, written apart from the gateway's.
 */
@SuppressWarnings("ArrayRecordComponent") // nobody changes the bytes
public record EventFrame(List<Header> headers, byte[] payload) {
  /** A header; the value is Boolean, Byte, Short, Integer, Long, byte[], String, Time or Uuid. */
  public record Header(String name, Object value) {}

  /** A timestamp in milliseconds since the epoch. */
  public record Time(long millis) {}

  /** The sixteen bytes of a UUID. */
  @SuppressWarnings("ArrayRecordComponent") // nobody changes the bytes
  public record Uuid(byte[] bytes) {}

  /** Why bytes are no frame. */
  public static final class BadFrame extends RuntimeException {
    private static final long serialVersionUID = 1;

    BadFrame(String message) {
      super(message);
    }
  }

  public EventFrame {
    headers = List.copyOf(headers);
  }

  /** An event whose payload is the JSON of the union member {@code type}. */
  public static EventFrame event(String type, String json) {
    return typed(":event-type", type, "event", json);
  }

  /** A modelled exception. */
  public static EventFrame exception(String type, String json) {
    return typed(":exception-type", type, "exception", json);
  }

  /** An error that the service did not model: no payload. */
  public static EventFrame error(String code, String message) {
    return new EventFrame(
        List.of(
            new Header(":error-code", code),
            new Header(":error-message", message),
            new Header(":message-type", "error")),
        new byte[0]);
  }

  private static EventFrame typed(String header, String type, String messageType, String json) {
    return new EventFrame(
        List.of(
            new Header(header, type),
            new Header(":content-type", "application/json"),
            new Header(":message-type", messageType)),
        json.getBytes(UTF_8));
  }

  /** The bytes on the wire, both checksums included. */
  public byte[] encode() {
    var head = ByteBuffer.allocate(headersSize());
    headers.forEach(header -> put(header, head));
    var total = 16 + head.position() + payload.length;
    var out = ByteBuffer.allocate(total);
    out.putInt(total).putInt(head.position());
    out.putInt(crc(out.array(), 8));
    out.put(head.array(), 0, head.position()).put(payload);
    out.putInt(crc(out.array(), total - 4));
    return out.array();
  }

  /** Decodes all frames; throws {@link BadFrame} at the first damage or leftover. */
  public static List<EventFrame> decodeAll(byte[] bytes) {
    var frames = new ArrayList<EventFrame>();
    var from = 0;
    while (from < bytes.length) {
      if (bytes.length - from < 16) {
        throw new BadFrame("Truncated: " + (bytes.length - from) + " bytes left over");
      }
      var prelude = ByteBuffer.wrap(bytes, from, 12).slice();
      var total = prelude.getInt();
      var headersLength = prelude.getInt();
      if (prelude.getInt() != crc(bytes, from, 8)) {
        throw new BadFrame("Prelude checksum mismatch");
      }
      if (total < 16 || total > bytes.length - from || headersLength > total - 16) {
        throw new BadFrame("Length " + total + " of " + (bytes.length - from));
      }
      if (ByteBuffer.wrap(bytes).getInt(from + total - 4) != crc(bytes, from, total - 4)) {
        throw new BadFrame("Message checksum mismatch");
      }
      var headers = headers(ByteBuffer.wrap(bytes, from + 12, headersLength).slice());
      var payload = new byte[total - 16 - headersLength];
      System.arraycopy(bytes, from + 12 + headersLength, payload, 0, payload.length);
      frames.add(new EventFrame(headers, payload));
      from += total;
    }
    return frames;
  }

  /** CRC-32 of the first {@code length} bytes. */
  public static int crc(byte[] bytes, int length) {
    return crc(bytes, 0, length);
  }

  private static int crc(byte[] bytes, int offset, int length) {
    var crc = new CRC32();
    crc.update(bytes, offset, length);
    return (int) crc.getValue();
  }

  private int headersSize() {
    var size = 0;
    for (var header : headers) {
      size += 4 + header.name.getBytes(UTF_8).length;
      size +=
          switch (header.value) {
            case String text -> text.getBytes(UTF_8).length;
            case byte[] bytes -> bytes.length;
            default -> 16;
          };
    }
    return size;
  }

  private static void put(Header header, ByteBuffer out) {
    var name = header.name.getBytes(UTF_8);
    out.put((byte) name.length).put(name);
    switch (header.value) {
      case Boolean flag -> out.put((byte) (flag ? 0 : 1));
      case Byte number -> out.put((byte) 2).put(number);
      case Short number -> out.put((byte) 3).putShort(number);
      case Integer number -> out.put((byte) 4).putInt(number);
      case Long number -> out.put((byte) 5).putLong(number);
      case byte[] bytes -> out.put((byte) 6).putShort((short) bytes.length).put(bytes);
      case String text -> {
        var bytes = text.getBytes(UTF_8);
        out.put((byte) 7).putShort((short) bytes.length).put(bytes);
      }
      case Time time -> out.put((byte) 8).putLong(time.millis);
      case Uuid uuid -> out.put((byte) 9).put(uuid.bytes);
      default -> throw new IllegalArgumentException("no header type: " + header.value.getClass());
    }
  }

  private static List<Header> headers(ByteBuffer in) {
    var headers = new ArrayList<Header>();
    try {
      while (in.hasRemaining()) {
        var name = new String(take(in, Byte.toUnsignedInt(in.get())), UTF_8);
        headers.add(new Header(name, value(in)));
      }
    } catch (java.nio.BufferUnderflowException e) {
      throw new BadFrame("A header runs over the end");
    }
    return headers;
  }

  private static Object value(ByteBuffer in) {
    var type = in.get();
    return switch (type) {
      case 0 -> true;
      case 1 -> false;
      case 2 -> in.get();
      case 3 -> in.getShort();
      case 4 -> in.getInt();
      case 5 -> in.getLong();
      case 6 -> take(in, Short.toUnsignedInt(in.getShort()));
      case 7 -> new String(take(in, Short.toUnsignedInt(in.getShort())), UTF_8);
      case 8 -> new Time(in.getLong());
      case 9 -> new Uuid(take(in, 16));
      default -> throw new BadFrame("Unknown header type " + type);
    };
  }

  private static byte[] take(ByteBuffer in, int size) {
    if (size > in.remaining()) {
      throw new BadFrame("A header runs over the end");
    }
    var bytes = new byte[size];
    in.get(bytes);
    return bytes;
  }
}
