package dev.sluice.gateway.http;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoEventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.net.InetSocketAddress;
import java.util.concurrent.ThreadFactory;

/**
 * A listening socket for HTTP/1.1 and HTTP/2 by prior knowledge, with all connections that came
 * through it. Safe from every thread.
 */
public final class HttpListener implements AutoCloseable {
  private static final int BACKLOG = 4096;

  private final Channel server;
  private final Listening listening;

  private HttpListener(Channel server, Listening listening) {
    this.server = server;
    this.listening = listening;
  }

  /** Event loops of the best kind that the machine offers: epoll, else NIO. */
  public static EventLoopGroup newLoops(int threads, ThreadFactory factory) {
    return new MultiThreadIoEventLoopGroup(
        threads,
        factory,
        Epoll.isAvailable() ? EpollIoHandler.newFactory() : NioIoHandler.newFactory());
  }

  /**
   * Listens.
   *
   * @param loops where the connections live; the caller ends them
   * @throws CannotListen if the address is taken or not ours
   */
  public static HttpListener start(
      ListenerSettings settings, Handler handler, ErrorWriter errors, EventLoopGroup loops) {
    var load = new Load(settings.sizes());
    var connections = new Connections(load);
    var listening = new Listening(settings, handler, errors, load, new HttpDate(), connections);
    var sizes = settings.sizes();
    var bound =
        new ServerBootstrap()
            .group(loops)
            .channel(serverKind(loops))
            .option(ChannelOption.SO_BACKLOG, BACKLOG)
            .option(ChannelOption.SO_REUSEADDR, true)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
            .childOption(ChannelOption.SO_SNDBUF, sizes.sendBufferBytes())
            .childOption(
                ChannelOption.WRITE_BUFFER_WATER_MARK,
                new WriteBufferWaterMark(sizes.lowWaterBytes(), sizes.highWaterBytes()))
            .childHandler(
                new ChannelInitializer<>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    channel.pipeline().addLast(connections, new ProtocolDetector(listening));
                  }
                })
            .bind(new InetSocketAddress(settings.host(), settings.port()))
            .awaitUninterruptibly();
    var cause = bound.cause();
    if (cause != null) {
      throw new CannotListen(settings.host(), settings.port(), cause);
    }
    return new HttpListener(bound.channel(), listening);
  }

  private static Class<? extends ServerChannel> serverKind(EventLoopGroup loops) {
    return loops instanceof IoEventLoopGroup io && io.isIoType(EpollIoHandler.class)
        ? EpollServerSocketChannel.class
        : NioServerSocketChannel.class;
  }

  /** The port that it listens on. */
  public int port() {
    return ((InetSocketAddress) server.localAddress()).getPort();
  }

  public int openConnections() {
    return listening.load().connections();
  }

  /** Requests whose head is read and whose answer is not complete. */
  public int openExchanges() {
    return listening.load().exchanges();
  }

  /** How long no request came, in nanoseconds; long before the first one. */
  public long quietNanos() {
    return listening.load().quietNanos();
  }

  /** Bytes of request bodies that are held. */
  public long bodyBytes() {
    return listening.load().bodyBytes();
  }

  /**
   * Closes the listening socket and every connection as soon as nothing is open on it; answers say
   * so ({@code connection: close}, GOAWAY). Idempotent.
   */
  public void stopAccepting() {
    server.close().awaitUninterruptibly();
    listening.connections().drain();
  }

  /** Stops accepting and closes all connections at once. */
  @Override
  public void close() {
    server.close().awaitUninterruptibly();
    listening.connections().close();
  }
}
