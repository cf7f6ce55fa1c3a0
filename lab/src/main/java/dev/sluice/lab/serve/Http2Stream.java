package dev.sluice.lab.serve;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http2.Http2DataFrame;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.handler.codec.http2.Http2ResetFrame;
import io.netty.util.ReferenceCountUtil;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One request on one HTTP/2 stream. */
final class Http2Stream extends ChannelInboundHandlerAdapter {
  // owner: the connection's loop
  private final Calls calls;
  private final Map<String, List<String>> headers = new HashMap<>();
  private final ByteArrayOutputStream body = new ByteArrayOutputStream();
  private Optional<Play> play = Optional.empty();

  Http2Stream(Calls calls) {
    this.calls = calls;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    try {
      if (message instanceof Http2HeadersFrame frame) {
        for (var entry : frame.headers()) {
          headers
              .computeIfAbsent(entry.getKey().toString(), ignored -> new ArrayList<>())
              .add(entry.getValue().toString());
        }
        begin(context, frame.isEndStream());
      } else if (message instanceof Http2DataFrame frame) {
        var bytes = new byte[frame.content().readableBytes()];
        frame.content().readBytes(bytes);
        if (body.size() + bytes.length <= Http1Connection.BODY_MAX) {
          body.writeBytes(bytes);
        }
        begin(context, frame.isEndStream());
      }
    } finally {
      ReferenceCountUtil.release(message);
    }
  }

  private void begin(ChannelHandlerContext context, boolean whole) {
    if (!whole || play.isPresent()) {
      return;
    }
    var method = String.join("", headers.getOrDefault(":method", List.of("GET")));
    var path = String.join("", headers.getOrDefault(":path", List.of("/")));
    var request = new Inbound(method, path, headers, body.toByteArray(), true);
    var begun = calls.begin(request, new Http2Wire(context.channel()), () -> {});
    play = Optional.of(begun);
    begun.go();
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    play.ifPresent(Play::go);
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (event instanceof Http2ResetFrame) {
      play.ifPresent(Play::left);
    }
    ReferenceCountUtil.release(event);
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    play.ifPresent(Play::left);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    var _ = context.close();
  }
}
