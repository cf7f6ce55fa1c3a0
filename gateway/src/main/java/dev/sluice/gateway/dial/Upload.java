package dev.sluice.gateway.dial;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.FullHttpRequest;

/**
 * Writes a request so that its progress is seen: a large body goes out in pieces, whose writes end
 * one by one as the provider takes them. Nothing is copied, and all of it is handed over at once.
 */
final class Upload {

  static final int PIECE_BYTES = 64 << 10;

  private Upload() {}

  /** Takes over the request. The future is that of all of it; {@code pieces} hears the others. */
  static ChannelFuture write(
      Channel channel, FullHttpRequest request, ChannelFutureListener pieces) {
    var body = request.content();
    if (body.readableBytes() <= PIECE_BYTES) {
      return channel.writeAndFlush(request);
    }
    try {
      var head =
          new DefaultHttpRequest(
              request.protocolVersion(), request.method(), request.uri(), request.headers());
      var _ = channel.write(head);
      while (body.readableBytes() > PIECE_BYTES) {
        var piece = new DefaultHttpContent(body.readRetainedSlice(PIECE_BYTES));
        channel.write(piece).addListener(pieces);
      }
      var rest =
          body.isReadable() ? body.readRetainedSlice(body.readableBytes()) : Unpooled.EMPTY_BUFFER;
      return channel.writeAndFlush(new DefaultLastHttpContent(rest));
    } finally {
      request.release();
    }
  }
}
