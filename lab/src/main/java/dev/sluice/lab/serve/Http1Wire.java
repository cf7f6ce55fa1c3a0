package dev.sluice.lab.serve;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.sluice.lab.fault.Step;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.util.concurrent.EventExecutor;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.function.IntConsumer;

/** HTTP/1.1 by hand, so that a fault may break any byte of it. */
final class Http1Wire implements Wire {
  private static final byte[] LAST_CHUNK = "0\r\n\r\n".getBytes(US_ASCII);
  // a write of this size counts as sent when it has gone to the socket
  private static final int SLICE = 4096;

  private final Channel channel;
  private final boolean keepAlive;
  private boolean chunked;

  Http1Wire(Channel channel, boolean keepAlive) {
    this.channel = channel;
    this.keepAlive = keepAlive;
  }

  @Override
  public EventExecutor executor() {
    return channel.eventLoop();
  }

  @Override
  public boolean writable() {
    return channel.isWritable();
  }

  @Override
  public void head(Step.Head head) {
    chunked = head.length().isEmpty();
    var out = new StringBuilder(512);
    out.append("HTTP/1.1 ").append(HttpResponseStatus.valueOf(head.status())).append("\r\n");
    out.append("date: ").append(date()).append("\r\n");
    for (var header : head.headers()) {
      out.append(header.name()).append(": ").append(header.value()).append("\r\n");
    }
    if (chunked) {
      out.append("transfer-encoding: chunked\r\n");
    } else {
      out.append("content-length: ").append(head.length().getAsLong()).append("\r\n");
    }
    out.append("connection: ").append(keepAlive ? "keep-alive" : "close").append("\r\n\r\n");
    raw(out.toString().getBytes(ISO_8859_1));
  }

  static String date() {
    return DateTimeFormatter.RFC_1123_DATE_TIME.format(
        Clock.systemUTC().instant().atZone(ZoneOffset.UTC));
  }

  @Override
  public void body(byte[] bytes, IntConsumer sent) {
    if (bytes.length == 0) {
      return;
    }
    var payload = Unpooled.wrappedBuffer(bytes);
    if (!chunked) {
      slices(payload, sent);
      channel.flush();
      return;
    }
    var size = (Integer.toHexString(bytes.length) + "\r\n").getBytes(US_ASCII);
    var end = new byte[] {'\r', '\n'};
    if (bytes.length <= SLICE) {
      var whole =
          Unpooled.wrappedBuffer(
              Unpooled.wrappedBuffer(size), payload, Unpooled.wrappedBuffer(end));
      count(channel.write(whole), bytes.length, sent);
    } else {
      ignore(channel.write(Unpooled.wrappedBuffer(size)));
      slices(payload, sent);
      ignore(channel.write(Unpooled.wrappedBuffer(end)));
    }
    channel.flush();
  }

  private void slices(ByteBuf payload, IntConsumer sent) {
    while (payload.isReadable()) {
      var size = Math.min(SLICE, payload.readableBytes());
      count(channel.write(payload.readRetainedSlice(size)), size, sent);
    }
    payload.release();
  }

  private static void count(ChannelFuture write, int size, IntConsumer sent) {
    ignore(
        write.addListener(future -> {
          if (future.isSuccess()) {
            sent.accept(size);
          }
        }));
  }

  @SuppressWarnings("unused") // failures show themselves as the channel going inactive
  private static void ignore(ChannelFuture future) {}

  @Override
  public void raw(byte[] bytes) {
    ignore(channel.writeAndFlush(Unpooled.wrappedBuffer(bytes)));
  }

  @Override
  public void end(Runnable done) {
    var last = chunked ? Unpooled.wrappedBuffer(LAST_CHUNK) : Unpooled.EMPTY_BUFFER;
    ignore(
        channel
            .writeAndFlush(last)
            .addListener(future -> {
              if (future.isSuccess()) {
                done.run();
                if (!keepAlive) {
                  ignore(channel.close());
                }
              }
            }));
  }

  @Override
  public void cut() {
    ignore(channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE));
  }

  @Override
  public void reset() {
    channel.config().setOption(ChannelOption.SO_LINGER, 0);
    ignore(channel.close());
  }
}
