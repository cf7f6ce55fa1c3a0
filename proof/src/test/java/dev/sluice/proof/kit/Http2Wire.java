package dev.sluice.proof.kit;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
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
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2StreamChannel;
import io.netty.handler.codec.http2.Http2StreamChannelBootstrap;
import io.netty.util.ReferenceCountUtil;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** One HTTP/2 connection to the gateway by prior knowledge, with one stream. */
public final class Http2Wire implements AutoCloseable {

  private static final EventLoopGroup LOOPS =
      new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());

  private final Channel connection;
  private final Http2StreamChannel stream;
  private final CompletableFuture<Integer> status = new CompletableFuture<>();
  private final CompletableFuture<Boolean> firstData = new CompletableFuture<>();
  private final boolean reads;

  private Http2Wire(int port, boolean reads) throws Exception {
    this.reads = reads;
    connection =
        new Bootstrap()
            .group(LOOPS)
            .channel(NioSocketChannel.class)
            .handler(
                new ChannelInitializer<>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    channel
                        .pipeline()
                        .addLast(
                            Http2FrameCodecBuilder.forClient().build(),
                            new Http2MultiplexHandler(new Ignore()));
                  }
                })
            .connect(InetAddress.getLoopbackAddress(), port)
            .sync()
            .channel();
    stream = new Http2StreamChannelBootstrap(connection).handler(new Answer()).open().sync().get();
  }

  /** Connects; a wire that does not read leaves its flow-control window closed. */
  public static Http2Wire to(int port, boolean reads) throws Exception {
    return new Http2Wire(port, reads);
  }

  /** Sends the question. */
  public Http2Wire ask(Tongue tongue, String model, boolean streamed) throws Exception {
    var headers =
        new DefaultHttp2Headers()
            .method("POST")
            .scheme("http")
            .authority("127.0.0.1")
            .path(tongue.path(model, streamed))
            .add("content-type", "application/json")
            .add("authorization", "Bearer any")
            .add("anthropic-version", "2023-06-01");
    var _ = stream.write(new DefaultHttp2HeadersFrame(headers, false));
    var body = tongue.body(model, streamed).getBytes(StandardCharsets.UTF_8);
    stream.writeAndFlush(new DefaultHttp2DataFrame(Unpooled.wrappedBuffer(body), true)).sync();
    return this;
  }

  public int status() throws Exception {
    return status.get(20, TimeUnit.SECONDS);
  }

  /** Waits for the first bytes of the body. */
  public void data() throws Exception {
    firstData.get(20, TimeUnit.SECONDS);
  }

  /** RST_STREAM (CANCEL). */
  public void reset() throws Exception {
    stream.writeAndFlush(new DefaultHttp2ResetFrame(Http2Error.CANCEL)).sync();
  }

  /** Closes the connection: a FIN. */
  public void leave() {
    connection.close().syncUninterruptibly();
  }

  @Override
  public void close() {
    leave();
  }

  private final class Answer extends ChannelInboundHandlerAdapter {
    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      if (message instanceof Http2HeadersFrame head && head.headers().status() != null) {
        status.complete(Integer.parseInt(head.headers().status().toString()));
        if (!reads) {
          context.channel().config().setAutoRead(false);
        }
      } else if (message instanceof Http2DataFrame) {
        firstData.complete(true);
      }
      ReferenceCountUtil.release(message);
    }
  }

  @ChannelHandler.Sharable
  private static final class Ignore extends ChannelInboundHandlerAdapter {}
}
