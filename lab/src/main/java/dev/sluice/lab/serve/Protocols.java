package dev.sluice.lab.serve;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.ApplicationProtocolNegotiationHandler;
import io.netty.handler.ssl.SslContext;
import java.util.List;
import java.util.Optional;

/** Finds out which HTTP a new connection speaks: by its first bytes, or with TLS by ALPN. */
public final class Protocols extends ChannelInitializer<Channel> {
  private static final int HEADERS_MAX = 256 << 10;
  private static final int STREAMS_MAX = 10_000;
  private static final int WINDOW = 1 << 20;

  private final Calls calls;
  private final Optional<SslContext> tls;

  /** Connections for those calls. */
  public Protocols(Calls calls, Optional<SslContext> tls) {
    this.calls = calls;
    this.tls = tls;
  }

  @Override
  protected void initChannel(Channel channel) {
    var pipeline = channel.pipeline();
    if (tls.isPresent()) {
      pipeline.addLast(tls.get().newHandler(channel.alloc()), new ByAlpn());
    } else {
      pipeline.addLast(new ByPreface());
    }
  }

  private void http1(ChannelPipeline pipeline) {
    var config =
        new HttpDecoderConfig().setMaxHeaderSize(HEADERS_MAX).setMaxInitialLineLength(16 << 10);
    pipeline.addLast(new HttpRequestDecoder(config), new Http1Connection(calls));
  }

  private void http2(ChannelPipeline pipeline) {
    var settings =
        Http2Settings.defaultSettings()
            .maxConcurrentStreams(STREAMS_MAX)
            .maxHeaderListSize(HEADERS_MAX)
            .initialWindowSize(WINDOW);
    var codec =
        Http2FrameCodecBuilder.forServer()
            .initialSettings(settings)
            .decoderEnforceMaxRstFramesPerWindow(0, 0)
            .build();
    ChannelHandler streams =
        new ChannelInitializer<>() {
          @Override
          protected void initChannel(Channel stream) {
            stream.pipeline().addLast(new Http2Stream(calls));
          }
        };
    pipeline.addLast(new Counting(), codec, new Http2MultiplexHandler(streams));
  }

  private final class ByAlpn extends ApplicationProtocolNegotiationHandler {
    ByAlpn() {
      super(ApplicationProtocolNames.HTTP_1_1);
    }

    @Override
    protected void configurePipeline(ChannelHandlerContext context, String protocol) {
      if (protocol.equals(ApplicationProtocolNames.HTTP_2)) {
        http2(context.pipeline());
      } else {
        http1(context.pipeline());
      }
    }
  }

  private final class ByPreface extends ByteToMessageDecoder {
    private static final byte[] PREFACE = {'P', 'R', 'I', ' '};

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
      for (var i = 0; i < PREFACE.length; i++) {
        if (in.readableBytes() <= i) {
          return;
        }
        if (in.getByte(in.readerIndex() + i) != PREFACE[i]) {
          become(context, false);
          return;
        }
      }
      become(context, true);
    }

    private void become(ChannelHandlerContext context, boolean h2) {
      if (h2) {
        http2(context.pipeline());
      } else {
        http1(context.pipeline());
      }
      context.pipeline().remove(this);
    }
  }

  /** Counts an HTTP/2 connection. */
  private final class Counting extends ChannelInboundHandlerAdapter {
    @Override
    public void handlerAdded(ChannelHandlerContext context) {
      calls.log().connections(1);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
      calls.log().connections(-1);
      context.fireChannelInactive();
    }
  }
}
