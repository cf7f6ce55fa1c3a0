package dev.sluice.lab;

import dev.sluice.lab.json.Json;
import dev.sluice.lab.serve.CallLog;
import dev.sluice.lab.serve.Calls;
import dev.sluice.lab.serve.Protocols;
import dev.sluice.lab.serve.Tls;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;

/** The scripted provider as a server. It listens from {@link #start} until {@link #close}. */
public final class LabServer implements AutoCloseable {
  private static final int THREADS = 2;
  private static final int BACKLOG = 16_384;
  // what waits in our memory beyond the socket's own buffer
  private static final WriteBufferWaterMark MARK = new WriteBufferWaterMark(4 << 10, 8 << 10);

  private final MultiThreadIoEventLoopGroup loops;
  private final Channel listener;
  private final CallLog log;

  private LabServer(MultiThreadIoEventLoopGroup loops, Channel listener, CallLog log) {
    this.loops = loops;
    this.listener = listener;
    this.log = log;
  }

  /** Starts a lab; fails where the address is taken or a file cannot be used. */
  public static LabServer start(LabSettings settings) throws IOException {
    var log = new CallLog(settings.log());
    var tls = Tls.context(settings.keystore(), settings.password());
    var epoll = Epoll.isAvailable();
    IoHandlerFactory io = epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
    Class<? extends ServerChannel> type =
        epoll ? EpollServerSocketChannel.class : NioServerSocketChannel.class;
    var loops = new MultiThreadIoEventLoopGroup(THREADS, io);
    var bootstrap =
        new ServerBootstrap()
            .group(loops)
            .channel(type)
            .option(ChannelOption.SO_BACKLOG, BACKLOG)
            .option(ChannelOption.SO_REUSEADDR, true)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, MARK)
            .childHandler(new Protocols(new Calls(settings, log), tls));
    if (settings.sendBuffer() > 0) {
      bootstrap.childOption(ChannelOption.SO_SNDBUF, settings.sendBuffer());
    }
    var bound = bootstrap.bind(settings.host(), settings.port()).awaitUninterruptibly();
    if (!bound.isSuccess()) {
      stop(loops);
      log.close();
      throw new IOException(
          "cannot listen at "
              + settings.host()
              + ":"
              + settings.port()
              + ": "
              + bound.cause().getMessage()
              + "; --port 0 takes a free port",
          bound.cause());
    }
    return new LabServer(loops, bound.channel(), log);
  }

  /** The port that it listens at. */
  public int port() {
    return ((InetSocketAddress) listener.localAddress()).getPort();
  }

  /** The records of the calls whose model contains the text, open ones included, as JSON. */
  public Json calls(String model) {
    return log.calls(model);
  }

  /** The counters, as JSON. */
  public Json stats() {
    return log.stats();
  }

  /** Closes all connections and frees the port. */
  @Override
  public void close() throws IOException {
    listener.close().awaitUninterruptibly();
    stop(loops);
    log.close();
  }

  private static void stop(MultiThreadIoEventLoopGroup loops) {
    loops.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly();
  }
}
