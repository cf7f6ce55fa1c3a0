package dev.sluice.gateway.http;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.Locale;
import java.util.Map;

/** Writes heads of HTTP/1.1 answers. */
final class Http1Head {
  private static final byte[] CHUNKED = "transfer-encoding: chunked\r\n".getBytes(US_ASCII);
  private static final byte[] CLOSE = "connection: close\r\n".getBytes(US_ASCII);
  private static final byte[] LENGTH = "content-length: ".getBytes(US_ASCII);

  /** How long a body is, as its head tells. */
  sealed interface Framing {
    record Length(int bytes) implements Framing {}

    enum Kind implements Framing {
      CHUNKED,
      UNTIL_CLOSE,
      NONE
    }
  }

  private Http1Head() {}

  /** Writes status line and headers; what the connection itself decides is not taken over. */
  static void write(
      ByteBuf to, int status, Map<String, String> headers, byte[] dateLine, Framing framing) {
    ByteBufUtil.writeAscii(to, "HTTP/1.1 ");
    ByteBufUtil.writeAscii(to, Integer.toString(status));
    to.writeByte(' ');
    ByteBufUtil.writeAscii(to, HttpResponseStatus.valueOf(status).reasonPhrase());
    crlf(to);
    to.writeBytes(dateLine);
    for (var header : headers.entrySet()) {
      var name = header.getKey();
      if (!isOurs(name)) {
        text(to, name);
        to.writeByte(':').writeByte(' ');
        text(to, header.getValue());
        crlf(to);
      }
    }
    switch (framing) {
      case Framing.Length length -> {
        to.writeBytes(LENGTH);
        ByteBufUtil.writeAscii(to, Integer.toString(length.bytes()));
        crlf(to);
      }
      case Framing.Kind.CHUNKED -> to.writeBytes(CHUNKED);
      case Framing.Kind.UNTIL_CLOSE, Framing.Kind.NONE -> {}
    }
  }

  /** Ends the head. */
  static void end(ByteBuf to, boolean close) {
    if (close) {
      to.writeBytes(CLOSE);
    }
    crlf(to);
  }

  /** Whether the transport alone sets a header. */
  static boolean isOurs(String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "connection", "transfer-encoding", "content-length", "keep-alive", "date", "upgrade" ->
          true;
      default -> false;
    };
  }

  /** The value with each character that no header may hold turned into a question mark. */
  static String clean(String value) {
    for (var i = 0; i < value.length(); i++) {
      if (!isClean(value.charAt(i))) {
        var chars = value.toCharArray();
        for (var j = i; j < chars.length; j++) {
          chars[j] = isClean(chars[j]) ? chars[j] : '?';
        }
        return new String(chars);
      }
    }
    return value;
  }

  private static boolean isClean(char c) {
    return (c >= ' ' && c < 0x7f) || c == '\t';
  }

  private static void text(ByteBuf to, String value) {
    ByteBufUtil.writeAscii(to, clean(value));
  }

  private static void crlf(ByteBuf to) {
    to.writeByte('\r').writeByte('\n');
  }
}
