package dev.sluice.gateway.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The open connections of one listener: counts them, and ends those that are idle or all. */
@Sharable
final class Connections extends ChannelInboundHandlerAdapter {

  private static final int CONNECTIONS_MAX = 1 << 16;

  /** Tells a connection that no further exchange is wanted on it. */
  enum Drain {
    NOW
  }

  private final Set<Channel> open = ConcurrentHashMap.newKeySet();
  private final Load load;
  private volatile boolean draining;

  Connections(Load load) {
    this.load = load;
  }

  boolean draining() {
    return draining;
  }

  /** From now on each connection ends with the exchange that is open on it, idle ones at once. */
  void drain() {
    draining = true;
    for (var channel : open) {
      channel.eventLoop().execute(() -> channel.pipeline().fireUserEventTriggered(Drain.NOW));
    }
  }

  void close() {
    draining = true;
    for (var channel : open) {
      var _ = channel.close();
    }
  }

  @Override
  public void channelActive(ChannelHandlerContext ctx) {
    if (load.connections() >= CONNECTIONS_MAX) {
      var _ = ctx.close();
      return;
    }
    open.add(ctx.channel());
    load.connected();
    ctx.fireChannelActive();
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    if (open.remove(ctx.channel())) {
      load.disconnected();
    }
    ctx.fireChannelInactive();
  }
}
