package dev.sluice.gateway.http;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.DuplexChannel;
import io.netty.util.ReferenceCountUtil;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Lets a GOAWAY that names an error arrive. A socket that is closed with unread input is reset at
 * once, and what the kernel has not sent by then is lost: in a flood just the frame that says why.
 * So the connection first ends its own side only, drops what still comes, and closes when the
 * client does, or after a while.
 */
// A failed write or close shows itself as channelInactive.
@SuppressWarnings("FutureReturnValueIgnored")
final class Http2Farewell extends ChannelDuplexHandler {
  private final long lingerNanos;
  private boolean refused;
  private boolean lingering;

  Http2Farewell(Duration linger) {
    this.lingerNanos = linger.toNanos();
  }

  /** A GOAWAY with an error is on its way. */
  void refused() {
    refused = true;
  }

  @Override
  public void close(ChannelHandlerContext ctx, ChannelPromise promise) {
    if (lingering
        || !refused
        || !(ctx.channel() instanceof DuplexChannel duplex)
        || !duplex.isActive()
        || duplex.isInputShutdown()) {
      ctx.close(promise);
      return;
    }
    lingering = true;
    ctx.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(_ -> duplex.shutdownOutput());
    ctx.executor().schedule(() -> ctx.close(promise), lingerNanos, TimeUnit.NANOSECONDS);
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    if (lingering) {
      ReferenceCountUtil.release(message);
    } else {
      ctx.fireChannelRead(message);
    }
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (lingering && event instanceof ChannelInputShutdownEvent) {
      ctx.close();
    } else {
      ctx.fireUserEventTriggered(event);
    }
  }
}
