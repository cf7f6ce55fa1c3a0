package dev.sluice.gateway.http;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells HTTP/2 by prior knowledge from HTTP/1.1 by its preface (RFC 9113 section 3.4), however it
 * is cut, and makes way for what handles it.
 */
// A failed write or close shows itself as exceptionCaught or channelInactive.
@SuppressWarnings("FutureReturnValueIgnored")
final class ProtocolDetector extends ByteToMessageDecoder {
  private static final byte[] PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(US_ASCII);

  private final Listening listening;
  private @Nullable Deadline deadline;
  private boolean begun;

  ProtocolDetector(Listening listening) {
    this.listening = listening;
  }

  @Override
  public void channelActive(ChannelHandlerContext ctx) throws Exception {
    deadline = new Deadline(ctx.executor(), ctx::close);
    deadline.in(listening.settings().waits().idle());
    super.channelActive(ctx);
  }

  @Override
  protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
    var count = Math.min(in.readableBytes(), PREFACE.length);
    for (var i = 0; i < count; i++) {
      if (in.getByte(in.readerIndex() + i) != PREFACE[i]) {
        Http1Connection.install(ctx.pipeline(), listening);
        ctx.pipeline().remove(this);
        return;
      }
    }
    if (count == PREFACE.length) {
      Http2Connection.install(ctx.pipeline(), listening);
      ctx.pipeline().remove(this);
    } else if (!begun && deadline != null) {
      begun = true;
      deadline.in(listening.settings().waits().headers());
    }
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) throws Exception {
    if (event instanceof ChannelInputShutdownEvent || event == Connections.Drain.NOW) {
      ctx.close();
    }
    super.userEventTriggered(ctx, event);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    ctx.close();
  }

  @Override
  protected void handlerRemoved0(ChannelHandlerContext ctx) {
    if (deadline != null) {
      deadline.stop();
    }
  }
}
