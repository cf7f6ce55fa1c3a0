package dev.sluice.gateway.http;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.netty.util.ReferenceCountUtil;
import java.util.List;

/**
 * Netty's request decoder behind a guard that lets no head through which two servers could read
 * differently: before the decoder sees a head's bytes the guard has seen them. Emits what the
 * decoder emits, or one {@link Refusal} and then nothing any more.
 *
 * <p>The guard refuses (RFC 9112 sections 2.2, 3, 5): line ends other than CRLF, control
 * characters, folded lines, whitespace before a colon, a request line that is not three words apart
 * by single spaces. Framing (content-length, transfer-encoding) is judged by the decoder.
 */
final class StrictRequestDecoder extends HttpRequestDecoder {
  private static final int EMPTY_LINES_MAX = 2;
  private static final int SHOWN_PATH_CHARACTERS = 256;

  private enum Part {
    LINE,
    FIELDS,
    DONE
  }

  private final ListenerSettings.Sizes sizes;
  private Part part = Part.LINE;
  // how many bytes after the reader index the guard has seen
  private int seen;
  private int lineBytes;
  private int spaces;
  private int emptyLines;
  private boolean colon;
  private boolean afterCr;
  private boolean broken;
  private String path = "";

  StrictRequestDecoder(ListenerSettings.Sizes sizes) {
    super(
        new HttpDecoderConfig()
            .setMaxInitialLineLength(sizes.lineBytes() + 64)
            .setMaxHeaderSize(sizes.headerBytes())
            .setMaxChunkSize(64 << 10)
            .setStrictLineParsing(true)
            .setUseRfc9112TransferEncoding(true)
            .setAllowDuplicateContentLengths(false));
    this.sizes = sizes;
  }

  /** Whether a head has begun that is not complete. */
  boolean headBegun() {
    return !broken && part != Part.DONE && (lineBytes > 0 || part == Part.FIELDS);
  }

  @Override
  protected void decode(ChannelHandlerContext ctx, ByteBuf buffer, List<Object> out)
      throws Exception {
    if (broken) {
      buffer.skipBytes(buffer.readableBytes());
      return;
    }
    if (part != Part.DONE) {
      var fault = scan(buffer);
      if (!fault.isEmpty()) {
        refuse(buffer, out, Refusal.bad(fault, path));
        return;
      }
      if (part == Part.LINE && lineBytes > sizes.lineBytes()) {
        refuse(buffer, out, tooLong(shownPath(buffer)));
        return;
      }
    }
    var start = buffer.readerIndex();
    var first = out.size();
    super.decode(ctx, buffer, out);
    seen = Math.max(0, seen - (buffer.readerIndex() - start));
    for (var i = first; i < out.size(); i++) {
      judge(buffer, out, i);
    }
  }

  @Override
  protected HttpMessage createMessage(String[] initialLine) throws Exception {
    path = RequestTarget.split(initialLine[1]).rawPath();
    return super.createMessage(initialLine);
  }

  private void judge(ByteBuf buffer, List<Object> out, int at) {
    if (!(out.get(at) instanceof HttpObject object)) {
      return;
    }
    if (object.decoderResult().isFailure()) {
      var cause = object.decoderResult().cause();
      while (out.size() > at) {
        ReferenceCountUtil.release(out.remove(out.size() - 1));
      }
      refuse(buffer, out, refusal(cause));
      return;
    }
    if (object instanceof LastHttpContent) {
      part = Part.LINE;
      seen = 0;
      lineBytes = 0;
      spaces = 0;
      emptyLines = 0;
      path = "";
    } else if (object instanceof HttpRequest) {
      part = Part.DONE;
    }
  }

  private Refusal refusal(Throwable cause) {
    return switch (cause) {
      case TooLongHttpLineException _ -> tooLong(path);
      case TooLongHttpHeaderException _ ->
          new Refusal(
              431,
              Refusal.Kind.TOO_LARGE,
              "the headers are larger than " + sizes.headerBytes() + " bytes",
              path);
      default -> Refusal.bad("the request is not well-formed HTTP/1.1", path);
    };
  }

  private Refusal tooLong(String shown) {
    return new Refusal(
        414,
        Refusal.Kind.TOO_LARGE,
        "the URL is longer than " + sizes.lineBytes() + " bytes",
        shown);
  }

  private void refuse(ByteBuf buffer, List<Object> out, Refusal refusal) {
    broken = true;
    buffer.skipBytes(buffer.readableBytes());
    out.add(refusal);
  }

  /** Looks at the bytes of the head that it has not seen yet; returns what is wrong with them. */
  private String scan(ByteBuf buffer) {
    var end = buffer.writerIndex();
    for (var i = buffer.readerIndex() + seen; i < end; i++) {
      seen++;
      var b = buffer.getByte(i);
      if (afterCr) {
        if (b != '\n') {
          return "a carriage return stands alone in the head";
        }
        afterCr = false;
        var fault = lineEnd();
        if (!fault.isEmpty() || part == Part.DONE) {
          return fault;
        }
        continue;
      }
      if (b == '\r') {
        afterCr = true;
        continue;
      }
      var fault = part == Part.LINE ? inRequestLine(b) : inField(b);
      if (!fault.isEmpty()) {
        return fault;
      }
      lineBytes++;
    }
    return "";
  }

  private String inRequestLine(byte b) {
    if (b == ' ') {
      spaces++;
      return lineBytes == 0 ? "the request line starts with a space" : "";
    }
    return b <= ' ' || b == 0x7f ? "the request line holds a control character" : "";
  }

  private String inField(byte b) {
    if (b == '\n') {
      return "a header line ends without carriage return";
    }
    if ((b >= 0 && b < ' ' && b != '\t') || b == 0x7f) {
      return "a header holds a control character";
    }
    if (colon) {
      return "";
    }
    if (b == ' ' || b == '\t') {
      return lineBytes == 0 ? "a header line is folded" : "a header name holds whitespace";
    }
    colon = b == ':';
    return "";
  }

  private String lineEnd() {
    var empty = lineBytes == 0;
    var named = colon;
    lineBytes = 0;
    colon = false;
    if (part == Part.LINE) {
      if (empty) {
        emptyLines++;
        return emptyLines > EMPTY_LINES_MAX ? "too many empty lines before a request" : "";
      }
      part = Part.FIELDS;
      return spaces == 2 ? "" : "the request line is not method, target and version";
    }
    if (empty) {
      part = Part.DONE;
      return "";
    }
    return named ? "" : "a header line has no colon";
  }

  private static String shownPath(ByteBuf buffer) {
    var from = buffer.indexOf(buffer.readerIndex(), buffer.writerIndex(), (byte) ' ') + 1;
    var count = Math.min(SHOWN_PATH_CHARACTERS, buffer.writerIndex() - from);
    return RequestTarget.split(buffer.toString(from, count, US_ASCII)).rawPath();
  }
}
