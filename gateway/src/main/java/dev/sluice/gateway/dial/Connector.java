package dev.sluice.gateway.dial;

import dev.sluice.chat.Failure;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.IoEventLoop;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.channel.unix.IntegerUnixChannelOption;
import io.netty.handler.codec.http.HttpRequestEncoder;
import io.netty.handler.ssl.SslHandler;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLException;

/** Opens fresh connections: name, socket, TLS. Without time limits: who dials keeps the clocks. */
final class Connector {
  private static final int READ_BYTES_MIN = 512;
  private static final ChannelOption<Integer> MAX_SEGMENT =
      new IntegerUnixChannelOption("TCP_MAXSEG", 6, 2);

  /** Hears how it goes, on the loop, and can stop it. */
  interface Steps {
    /** Nobody wants it any more: what is open is to be closed. */
    boolean abandoned();

    /** A connection is being opened; {@code stop} closes it, to be run if nobody wants it more. */
    void opening(Runnable stop);

    void resolved();

    void connected();

    void secured();

    void ready(Connection connection);

    void failed(Failure failure);
  }

  private final DialSettings settings;
  private final DnsCache names;
  private final Tls tls;
  private final AtomicInteger open;
  private final AdaptiveRecvByteBufAllocator reads;

  Connector(DialSettings settings, DnsCache names, Tls tls, AtomicInteger open) {
    this.settings = settings;
    this.names = names;
    this.tls = tls;
    this.open = open;
    int max = settings.readBytesMax();
    this.reads = new AdaptiveRecvByteBufAllocator(READ_BYTES_MIN, Math.min(2_048, max), max);
  }

  void connect(EventLoop loop, Origin origin, ConnectionPool pool, Steps steps) {
    names.resolve(
        origin.host(),
        loop,
        addresses -> {
          if (steps.abandoned()) {
            return;
          }
          if (addresses.isEmpty()) {
            steps.failed(Breakage.unknownName(origin));
            return;
          }
          steps.resolved();
          race(loop, origin, pool, steps, addresses);
        });
  }

  private void race(
      EventLoop loop, Origin origin, ConnectionPool pool, Steps steps, List<InetAddress> addresses) {
    var finish =
        new Race.Finish() {
          @Override
          public void won(Channel channel) {
            if (steps.abandoned()) {
              var _ = channel.close();
            } else {
              steps.connected();
              secure(channel, origin, steps);
            }
          }

          @Override
          public void lost(Throwable cause) {
            steps.failed(Breakage.connect(origin, cause));
          }
        };
    var race =
        new Race(
            loop,
            addresses,
            address ->
                bootstrap(loop)
                    .handler(new Initializer(origin, pool))
                    .connect(new InetSocketAddress(address, origin.port())),
            finish);
    steps.opening(race::stop);
    race.start();
  }

  private void secure(Channel channel, Origin origin, Steps steps) {
    if (steps.abandoned()) {
      return;
    }
    if (!origin.tls()) {
      steps.ready(connection(channel));
      return;
    }
    var handshake = channel.pipeline().get(SslHandler.class);
    if (handshake == null) {
      var _ = channel.close();
      steps.failed(Breakage.connect(origin, new SSLException("closed before the handshake")));
      return;
    }
    handshake
        .handshakeFuture()
        .addListener(done -> {
          if (steps.abandoned()) {
            var _ = channel.close();
          } else if (done.isSuccess()) {
            steps.secured();
            if (!steps.abandoned()) {
              steps.ready(connection(channel));
            }
          } else {
            var _ = channel.close();
            steps.failed(Breakage.handshake(origin, done.cause()));
          }
        });
  }

  private static Connection connection(Channel channel) {
    var made = channel.pipeline().get(Connection.class);
    if (made == null) {
      throw new IllegalStateException("the channel was not initialized");
    }
    return made;
  }

  private Bootstrap bootstrap(EventLoop loop) {
    boolean epoll = loop instanceof IoEventLoop io && io.isIoType(EpollIoHandler.class);
    var bootstrap = new Bootstrap();
    if (epoll) {
      bootstrap.option(MAX_SEGMENT, settings.segmentBytesMax());
    }
    return bootstrap
        .group(loop)
        .disableResolver()
        .channelFactory(epoll ? EpollSocketChannel::new : NioSocketChannel::new)
        .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, 0)
        .option(ChannelOption.AUTO_CLOSE, false)
        .option(ChannelOption.TCP_NODELAY, true)
        .option(ChannelOption.SO_RCVBUF, settings.receiveBufferBytes())
        .option(ChannelOption.RECVBUF_ALLOCATOR, reads);
  }

  private final class Initializer extends ChannelInitializer<Channel> {
    private final Origin origin;
    private final ConnectionPool pool;

    Initializer(Origin origin, ConnectionPool pool) {
      this.origin = origin;
      this.pool = pool;
    }

    @Override
    protected void initChannel(Channel channel) throws SSLException {
      open.incrementAndGet();
      channel.closeFuture().addListener(_ -> open.decrementAndGet());
      var made = new Connection(channel, origin, pool, settings);
      if (origin.tls()) {
        channel.pipeline().addLast(tls.handler(channel.alloc(), origin));
      }
      channel
          .pipeline()
          .addLast(new HttpRequestEncoder())
          .addLast(new ResponseDecoder(made, settings))
          .addLast(made);
    }
  }
}
