package dev.sluice.gateway.http;

import dev.sluice.frame.Bytes;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.handler.codec.http2.DefaultHttp2DataFrame;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.DefaultHttp2ResetFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2StreamChannel;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One answer on an HTTP/2 stream. A batch of chunks becomes one DATA frame. */
// A failed write or close shows itself as exceptionCaught or channelInactive.
@SuppressWarnings("FutureReturnValueIgnored")
final class Http2Output implements Response {

  private enum Phase {
    HEAD,
    STREAM,
    DONE
  }

  private final Http2Exchange exchange;
  private final Http2StreamChannel channel;
  private final boolean headOnly;
  private final ChannelFutureListener taken;
  private Phase phase = Phase.HEAD;
  private boolean bodyless;
  private boolean unflushed;
  private boolean gone;
  private boolean breaking;
  private long writes;
  private long accepted;
  private @Nullable Runnable wake;
  private @Nullable Runnable left;

  Http2Output(Http2Exchange exchange, Http2StreamChannel channel, boolean headOnly) {
    this.exchange = exchange;
    this.channel = channel;
    this.headOnly = headOnly;
    this.taken = _ -> taken();
  }

  @Override
  public void whole(int status, Map<String, String> headers, byte[] body) {
    if (gone) {
      return;
    }
    expect(Phase.HEAD);
    var bodiless = isBodiless(status);
    var sent = !bodiless && !headOnly && body.length > 0;
    var lines = headers(status, headers, exchange.date());
    if (!bodiless) {
      lines.set("content-length", Integer.toString(body.length));
    }
    channel.write(new DefaultHttp2HeadersFrame(lines, !sent), channel.voidPromise());
    if (sent) {
      writeData(Unpooled.wrappedBuffer(body), true);
    }
    channel.flush();
    finish();
  }

  @Override
  public void head(int status, Map<String, String> headers) {
    if (gone) {
      return;
    }
    expect(Phase.HEAD);
    phase = Phase.STREAM;
    bodyless = headOnly || isBodiless(status);
    channel.write(
        new DefaultHttp2HeadersFrame(headers(status, headers, exchange.date()), bodyless),
        channel.voidPromise());
    exchange.bodyTaken();
    unflushed = true;
    channel.eventLoop().execute(this::flushHead);
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
    unflushed = false;
    writeData(channel.alloc().directBuffer(length).writeBytes(bytes.array(), 0, length), false);
    channel.flush();
    exchange.wrote();
  }

  @Override
  public void end() {
    if (gone) {
      return;
    }
    expect(Phase.STREAM);
    if (!bodyless) {
      writeData(Unpooled.EMPTY_BUFFER, true);
    }
    channel.flush();
    finish();
  }

  @Override
  public void breakOff() {
    if (gone) {
      return;
    }
    expect(Phase.STREAM);
    channel.flush();
    finish();
    if (bodyless) {
      return;
    }
    breaking = true;
    resetWhenTaken();
  }

  @Override
  public void abort() {
    if (!gone) {
      gone = true;
      phase = Phase.DONE;
      channel.writeAndFlush(new DefaultHttp2ResetFrame(Http2Error.INTERNAL_ERROR));
    }
  }

  @Override
  public boolean writable() {
    return !gone && channel.isWritable();
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
      channel.eventLoop().execute(left);
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
      whole(error.status(), error.headers(), error.body());
    } else {
      abort();
    }
  }

  /** How many frames the client's side has taken. */
  long accepted() {
    return accepted;
  }

  boolean queued() {
    return accepted < writes;
  }

  private void taken() {
    accepted++;
    resetWhenTaken();
  }

  /** A reset overtakes data that waits for the client's window, and so must wait for it. */
  private void resetWhenTaken() {
    if (breaking && !queued()) {
      breaking = false;
      exchange.breakOff();
    }
  }

  private void writeData(ByteBuf data, boolean last) {
    writes++;
    channel.write(new DefaultHttp2DataFrame(data, last)).addListener(taken);
  }

  private void finish() {
    phase = Phase.DONE;
    gone = true;
    exchange.wrote();
    exchange.answered();
  }

  private void flushHead() {
    if (unflushed && !gone) {
      unflushed = false;
      channel.flush();
    }
  }

  /** The headers of an answer; what the connection itself decides is not taken over. */
  static Http2Headers headers(int status, Map<String, String> headers, String date) {
    var lines = new DefaultHttp2Headers().status(Integer.toString(status));
    lines.set("date", date);
    for (var header : headers.entrySet()) {
      if (!Http1Head.isOurs(header.getKey())) {
        lines.set(header.getKey().toLowerCase(Locale.ROOT), Http1Head.clean(header.getValue()));
      }
    }
    return lines;
  }

  private void expect(Phase expected) {
    if (phase != expected) {
      throw new IllegalStateException("answer is in phase " + phase + ", not " + expected);
    }
  }

  private static boolean isBodiless(int status) {
    return status == 204 || status == 304;
  }
}
