package dev.sluice.gateway.http;

import dev.sluice.frame.Bytes;
import dev.sluice.gateway.http.Http1Head.Framing;
import io.netty.buffer.ByteBuf;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One answer on an HTTP/1.1 connection. A batch of chunks becomes one buffer with its chunk framing
 * (RFC 9112 section 7.1) and one write to the socket.
 */
final class Http1Output implements Response {
  private static final int CHUNK_FRAME_BYTES = 12;
  private static final int HEAD_BYTES = 512;

  private enum Phase {
    HEAD,
    STREAM,
    DONE
  }

  private final Http1Connection connection;
  private final boolean headOnly;
  private final boolean chunking;
  private Phase phase = Phase.HEAD;
  private boolean bodyless;
  private boolean unflushed;
  private @Nullable Runnable wake;
  private @Nullable Runnable left;
  private boolean gone;

  Http1Output(Http1Connection connection, RequestHead head, boolean chunking) {
    this.connection = connection;
    this.headOnly = head.method().equals("HEAD");
    this.chunking = chunking;
  }

  @Override
  public void whole(int status, Map<String, String> headers, byte[] body) {
    if (gone) {
      return;
    }
    expect(Phase.HEAD);
    var bodiless = isBodiless(status);
    var sent = bodiless || headOnly ? 0 : body.length;
    connection.sendBuffer().forWhole(sent);
    var buffer = connection.buffer(HEAD_BYTES + sent);
    Framing framing = bodiless ? Framing.Kind.NONE : new Framing.Length(body.length);
    Http1Head.write(buffer, status, headers, connection.dateLine(), framing);
    Http1Head.end(buffer, connection.closes());
    buffer.writeBytes(body, 0, sent);
    connection.write(buffer);
    finish();
  }

  @Override
  public void head(int status, Map<String, String> headers) {
    if (gone) {
      return;
    }
    expect(Phase.HEAD);
    phase = Phase.STREAM;
    connection.sendBuffer().forStream();
    bodyless = headOnly || isBodiless(status);
    if (!chunking && !bodyless) {
      connection.closeAfter();
    }
    var framing =
        isBodiless(status)
            ? Framing.Kind.NONE
            : chunking ? Framing.Kind.CHUNKED : Framing.Kind.UNTIL_CLOSE;
    var buffer = connection.buffer(HEAD_BYTES);
    Http1Head.write(buffer, status, headers, connection.dateLine(), framing);
    Http1Head.end(buffer, connection.closes());
    connection.queue(buffer);
    connection.bodyTaken();
    unflushed = true;
    connection.later(this::flushHead);
  }

  @Override
  public void write(Bytes bytes) {
    var length = bytes.length();
    if (gone || length == 0) {
      return;
    }
    expect(Phase.STREAM);
    if (bodyless) {
      return;
    }
    var buffer = connection.buffer(length + CHUNK_FRAME_BYTES);
    if (chunking) {
      writeHex(buffer, length);
      buffer.writeShort('\r' << 8 | '\n');
    }
    buffer.writeBytes(bytes.array(), 0, length);
    if (chunking) {
      buffer.writeShort('\r' << 8 | '\n');
    }
    unflushed = false;
    connection.write(buffer);
  }

  @Override
  public void end() {
    if (gone) {
      return;
    }
    expect(Phase.STREAM);
    if (chunking && !bodyless) {
      var buffer = connection.buffer(8);
      buffer.writeByte('0').writeInt('\r' << 24 | '\n' << 16 | '\r' << 8 | '\n');
      connection.write(buffer);
    } else {
      connection.flush();
    }
    finish();
  }

  @Override
  public void breakOff() {
    if (gone) {
      return;
    }
    expect(Phase.STREAM);
    connection.closeAfter();
    connection.flush();
    finish();
  }

  @Override
  public void abort() {
    if (!gone) {
      gone = true;
      phase = Phase.DONE;
      connection.reset();
    }
  }

  @Override
  public boolean writable() {
    return !gone && connection.writable();
  }

  @Override
  public void onWritable(Runnable wake) {
    this.wake = wake;
  }

  @Override
  public void onLeave(Runnable left) {
    if (!gone) {
      this.left = left;
    } else if (phase != Phase.DONE) {
      connection.later(left);
    }
  }

  /** The client has left before the answer was complete. */
  void leave() {
    if (!gone) {
      gone = true;
      if (left != null) {
        left.run();
      }
    }
  }

  void becameWritable() {
    if (!gone && wake != null) {
      wake.run();
    }
  }

  /** The handler has failed: says so, as far as that is still possible. */
  void fail(Reply error) {
    if (gone) {
      return;
    }
    if (phase == Phase.HEAD) {
      connection.closeAfter();
      whole(error.status(), error.headers(), error.body());
    } else {
      abort();
    }
  }

  private void finish() {
    phase = Phase.DONE;
    gone = true;
    connection.answered();
  }

  private void flushHead() {
    if (unflushed && !gone) {
      unflushed = false;
      connection.flush();
    }
  }

  private void expect(Phase expected) {
    if (phase != expected) {
      throw new IllegalStateException("answer is in phase " + phase + ", not " + expected);
    }
  }

  private static boolean isBodiless(int status) {
    return status == 204 || status == 304;
  }

  private static void writeHex(ByteBuf to, int value) {
    var shift = (31 - Integer.numberOfLeadingZeros(value)) & ~3;
    for (; shift >= 0; shift -= 4) {
      var digit = value >>> shift & 15;
      to.writeByte(digit < 10 ? '0' + digit : 'a' - 10 + digit);
    }
  }
}
