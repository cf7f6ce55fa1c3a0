package dev.sluice.gateway.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.http2.DefaultHttp2GoAwayFrame;
import io.netty.handler.codec.http2.Http2ConnectionAdapter;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2FrameCodec;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2PingFrame;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.codec.http2.Http2SettingsFrame;
import io.netty.handler.codec.http2.Http2StreamChannel;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What concerns an HTTP/2 connection as a whole: its bounds, floods, idleness and end. Its streams
 * are {@link Http2Exchange}s.
 */
// A failed write or close shows itself as exceptionCaught or channelInactive.
@SuppressWarnings("FutureReturnValueIgnored")
final class Http2Connection extends ChannelInboundHandlerAdapter {
  private static final Logger LOG = LoggerFactory.getLogger(Http2Connection.class);
  private static final int EMPTY_DATA_FRAMES_MAX = 2;
  private static final int SMALL_CONTINUATIONS_MAX = 16;
  private static final int QUEUED_CONTROL_FRAMES_MAX = 1000;

  private final Listening listening;
  private final Http2FrameCodec codec;
  private final Channel channel;
  private final Deadline idle;
  private long windowNanos = System.nanoTime();
  private int controls;
  private long idleNanos = System.nanoTime();
  private boolean leaving;

  private Http2Connection(Listening listening, Http2FrameCodec codec, Channel channel) {
    this.listening = listening;
    this.codec = codec;
    this.channel = channel;
    this.idle = new Deadline(channel.eventLoop(), this::checkIdle);
    idle.in(listening.settings().waits().idle());
  }

  static void install(ChannelPipeline pipeline, Listening listening) {
    var bounds = listening.settings().http2();
    var sizes = listening.settings().sizes();
    var seconds = ListenerSettings.Http2Bounds.WINDOW_SECONDS;
    var codec =
        Http2FrameCodecBuilder.forServer()
            .initialSettings(
                Http2Settings.defaultSettings()
                    .maxConcurrentStreams(bounds.streams())
                    .initialWindowSize(bounds.windowBytes())
                    .maxHeaderListSize(sizes.headerBytes()))
            .validateHeaders(true)
            .gracefulShutdownTimeoutMillis(0)
            .decoderEnforceMaxConsecutiveEmptyDataFrames(EMPTY_DATA_FRAMES_MAX)
            .decoderEnforceMaxSmallContinuationFrames(SMALL_CONTINUATIONS_MAX)
            .decoderEnforceMaxRstFramesPerWindow(bounds.resets(), seconds)
            .encoderEnforceMaxRstFramesPerWindow(bounds.resets(), seconds)
            .encoderEnforceMaxQueuedControlFrames(QUEUED_CONTROL_FRAMES_MAX)
            .build();
    var connection = new Http2Connection(listening, codec, pipeline.channel());
    var marks = new WriteBufferWaterMark(sizes.lowWaterBytes(), sizes.highWaterBytes());
    var streams =
        new Http2MultiplexHandler(
            new ChannelInitializer<Http2StreamChannel>() {
              @Override
              protected void initChannel(Http2StreamChannel stream) {
                stream.config().setWriteBufferWaterMark(marks);
                stream.pipeline().addLast(new Http2Exchange(listening, connection, stream));
              }
            });
    var farewell = new Http2Farewell(listening.settings().waits().linger());
    codec
        .connection()
        .addListener(
            new Http2ConnectionAdapter() {
              @Override
              public void onGoAwaySent(int lastStreamId, long errorCode, ByteBuf debugData) {
                if (errorCode != Http2Error.NO_ERROR.code()) {
                  farewell.refused();
                }
              }
            });
    pipeline.addLast(farewell, codec, streams, connection);
  }

  /** The bytes that a stream may send by flow control; changes when the client takes some. */
  long windowOf(int streamId) {
    var stream = codec.connection().stream(streamId);
    return stream == null ? 0 : codec.connection().remote().flowController().windowSize(stream);
  }

  /** The client takes nothing of the connection at all. */
  boolean stuck() {
    return !channel.isWritable();
  }

  /**
   * Resets a stream whose answer broke at the provider. Past the codec's encoder, which counts
   * resets: only those that the client sends or provokes may end its connection.
   */
  void breakOff(int streamId) {
    var context = channel.pipeline().context(codec);
    if (context != null) {
      codec.resetStream(context, streamId, Http2Error.INTERNAL_ERROR.code(), context.newPromise());
      context.flush();
    }
  }

  void closeAtOnce() {
    channel.close();
  }

  /** A stream has ended. */
  void exchangeEnded() {
    idleNanos = System.nanoTime();
    if (leaving && codec.connection().numActiveStreams() == 0) {
      closeWhenSent();
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    ReferenceCountUtil.release(message);
    if (message instanceof Http2PingFrame || message instanceof Http2SettingsFrame) {
      countControl();
    }
  }

  /** Counts a frame that costs the client little and us an answer. */
  void countControl() {
    var now = System.nanoTime();
    var bounds = listening.settings().http2();
    if (now - windowNanos > TimeUnit.SECONDS.toNanos(ListenerSettings.Http2Bounds.WINDOW_SECONDS)) {
      windowNanos = now;
      controls = 0;
    }
    controls++;
    if (controls == bounds.controls() + 1) {
      channel
          .writeAndFlush(new DefaultHttp2GoAwayFrame(Http2Error.ENHANCE_YOUR_CALM))
          .addListener(ChannelFutureListener.CLOSE);
    }
  }

  private void checkIdle() {
    var wait = listening.settings().waits().idle();
    var rest = wait.toNanos() - (System.nanoTime() - idleNanos);
    if (codec.connection().numActiveStreams() > 0) {
      idle.in(wait);
    } else if (rest > 0) {
      idle.in(rest);
    } else {
      channel.close();
    }
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    switch (event) {
      case ChannelInputShutdownEvent _ -> {
        if (codec.connection().numActiveStreams() == 0) {
          closeWhenSent();
        } else {
          channel.close();
        }
      }
      case Connections.Drain _ -> {
        leaving = true;
        ctx.writeAndFlush(new DefaultHttp2GoAwayFrame(Http2Error.NO_ERROR));
        if (codec.connection().numActiveStreams() == 0) {
          closeWhenSent();
        }
      }
      default -> ReferenceCountUtil.release(event);
    }
  }

  private void closeWhenSent() {
    channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    idle.stop();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    // the codec itself ends the connection after a protocol error, with a GOAWAY that says why
    if (!(cause instanceof Http2Exception)) {
      if (!(cause instanceof IOException)) {
        LOG.error("connection failed", cause);
      }
      channel.close();
    }
  }
}
