package dev.sluice.gateway.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http2.DefaultHttp2DataFrame;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.DefaultHttp2ResetFrame;
import io.netty.handler.codec.http2.Http2DataFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2GoAwayFrame;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2ResetFrame;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.codec.http2.Http2StreamChannel;
import io.netty.handler.codec.http2.Http2StreamChannelBootstrap;
import io.netty.util.ReferenceCountUtil;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** An HTTP/2 client by prior knowledge, one connection. */
final class Http2Client implements AutoCloseable {
  private static final long WAIT_S = 10;
  // less than the connection's window, so that one stream cannot hold back the others
  private static final int STREAM_WINDOW_BYTES = 32 << 10;

  private final EventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  final Channel connection;
  final CompletableFuture<Long> goAway = new CompletableFuture<>();

  /** What came on one stream. */
  static final class Stream extends ChannelInboundHandlerAdapter {
    final CompletableFuture<Http2Headers> head = new CompletableFuture<>();
    final CompletableFuture<String> body = new CompletableFuture<>();
    final CompletableFuture<Long> reset = new CompletableFuture<>();
    private final StringBuilder text = new StringBuilder(); // guarded by itself
    private final Http2StreamChannel channel;

    Stream(Http2StreamChannel channel) {
      this.channel = channel;
    }

    String textSoFar() {
      synchronized (text) {
        return text.toString();
      }
    }

    String status() throws Exception {
      return head.get(WAIT_S, TimeUnit.SECONDS).status().toString();
    }

    String text() throws Exception {
      return body.get(WAIT_S, TimeUnit.SECONDS);
    }

    long resetCode() throws Exception {
      return reset.get(WAIT_S, TimeUnit.SECONDS);
    }

    void send(String data, boolean last) {
      channel
          .writeAndFlush(new DefaultHttp2DataFrame(Unpooled.copiedBuffer(data, UTF_8), last))
          .syncUninterruptibly();
    }

    void cancel() {
      channel.writeAndFlush(new DefaultHttp2ResetFrame(Http2Error.CANCEL)).syncUninterruptibly();
    }

    /** Stops giving window back. */
    void pause() {
      channel.config().setAutoRead(false);
    }

    void resume() {
      channel.config().setAutoRead(true);
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
      switch (message) {
        case Http2HeadersFrame frame -> {
          head.complete(frame.headers());
          if (frame.isEndStream()) {
            body.complete(textSoFar());
          }
        }
        case Http2DataFrame frame -> {
          synchronized (text) {
            text.append(frame.content().toString(UTF_8));
          }
          if (frame.isEndStream()) {
            body.complete(textSoFar());
          }
        }
        default -> {}
      }
      ReferenceCountUtil.release(message);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
      if (event instanceof Http2ResetFrame frame) {
        reset.complete(frame.errorCode());
      }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
      var gone = new IllegalStateException("stream is closed");
      head.completeExceptionally(gone);
      body.completeExceptionally(gone);
      reset.completeExceptionally(gone);
    }
  }

  Http2Client(int port) {
    var codec =
        Http2FrameCodecBuilder.forClient()
            .initialSettings(Http2Settings.defaultSettings().initialWindowSize(STREAM_WINDOW_BYTES))
            .decoderEnforceMaxRstFramesPerWindow(0, 0)
            .encoderEnforceMaxRstFramesPerWindow(0, 0)
            .validateHeaders(false)
            .build();
    connection =
        new Bootstrap()
            .group(loop)
            .channel(NioSocketChannel.class)
            .handler(
                new ChannelInitializer<>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    channel
                        .pipeline()
                        .addLast(
                            codec,
                            new Http2MultiplexHandler(new ChannelInboundHandlerAdapter()),
                            new Ends());
                  }
                })
            .connect("127.0.0.1", port)
            .syncUninterruptibly()
            .channel();
  }

  private final class Ends extends ChannelInboundHandlerAdapter {
    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
      if (message instanceof Http2GoAwayFrame frame) {
        goAway.complete(frame.errorCode());
      }
      ReferenceCountUtil.release(message);
    }
  }

  static Http2Headers head(String method, String path) {
    return new DefaultHttp2Headers(false)
        .method(method)
        .scheme("http")
        .authority("localhost:1")
        .path(path);
  }

  Stream get(String path) {
    return open(head("GET", path), true);
  }

  Stream open(Http2Headers headers, boolean last) {
    var channel = new Http2StreamChannelBootstrap(connection).open().syncUninterruptibly().getNow();
    var stream = new Stream(channel);
    channel.pipeline().addLast(stream);
    channel.writeAndFlush(new DefaultHttp2HeadersFrame(headers, last)).syncUninterruptibly();
    return stream;
  }

  long goAwayCode() throws Exception {
    return goAway.get(WAIT_S, TimeUnit.SECONDS);
  }

  boolean closes() {
    return connection.closeFuture().awaitUninterruptibly(WAIT_S, TimeUnit.SECONDS);
  }

  @Override
  public void close() {
    connection.close().awaitUninterruptibly();
    loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
  }
}
