package dev.sluice.lab.serve;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** One HTTP/1.1 connection: requests are answered one after the other, in order. */
final class Http1Connection extends ChannelInboundHandlerAdapter {
  static final int BODY_MAX = 64 << 20;
  private static final int QUEUE_MAX = 100;

  private record Waiting(Inbound request, boolean keepAlive) {}

  // owner: the connection's loop
  private final Calls calls;
  private final ArrayDeque<Waiting> queue = new ArrayDeque<>();
  private Optional<HttpRequest> head = Optional.empty();
  private ByteArrayOutputStream body = new ByteArrayOutputStream();
  private Optional<Play> play = Optional.empty();

  Http1Connection(Calls calls) {
    this.calls = calls;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    try {
      if (message instanceof HttpRequest request) {
        begin(context, request);
      }
      if (message instanceof HttpContent content && head.isPresent()) {
        collect(context, content);
      }
    } finally {
      ReferenceCountUtil.release(message);
    }
  }

  private void begin(ChannelHandlerContext context, HttpRequest request) {
    if (request.decoderResult().isFailure() || queue.size() >= QUEUE_MAX) {
      refuse(context, "400 Bad Request");
      return;
    }
    head = Optional.of(request);
    body = new ByteArrayOutputStream();
    if (HttpUtil.is100ContinueExpected(request)) {
      write(context, "HTTP/1.1 100 Continue\r\n\r\n");
    }
  }

  private void collect(ChannelHandlerContext context, HttpContent content) {
    var bytes = new byte[content.content().readableBytes()];
    content.content().readBytes(bytes);
    body.writeBytes(bytes);
    if (content.decoderResult().isFailure() || body.size() > BODY_MAX) {
      refuse(context, "413 Content Too Large");
    } else if (content instanceof LastHttpContent) {
      var request = head.orElseThrow();
      head = Optional.empty();
      var inbound =
          new Inbound(
              request.method().name(), request.uri(), headers(request), body.toByteArray(), false);
      queue.add(new Waiting(inbound, HttpUtil.isKeepAlive(request)));
      next(context);
    }
  }

  private static Map<String, List<String>> headers(HttpRequest request) {
    var headers = new HashMap<String, List<String>>();
    for (var entry : request.headers()) {
      var name = entry.getKey().toLowerCase(Locale.ROOT);
      headers.computeIfAbsent(name, ignored -> new ArrayList<>()).add(entry.getValue());
    }
    return headers;
  }

  private void next(ChannelHandlerContext context) {
    if (play.isPresent() || queue.isEmpty() || !context.channel().isActive()) {
      return;
    }
    var waiting = queue.remove();
    var wire = new Http1Wire(context.channel(), waiting.keepAlive);
    var begun =
        calls.begin(
            waiting.request,
            wire,
            () -> {
              play = Optional.empty();
              next(context);
            });
    play = Optional.of(begun);
    begun.go();
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    play.ifPresent(Play::go);
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    calls.log().connections(1);
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    play.ifPresent(Play::left);
    calls.log().connections(-1);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    var _ = context.close();
  }

  private void refuse(ChannelHandlerContext context, String status) {
    head = Optional.empty();
    write(context, "HTTP/1.1 " + status + "\r\ncontent-length: 0\r\nconnection: close\r\n\r\n");
    var _ = context.close();
  }

  private static void write(ChannelHandlerContext context, String text) {
    var bytes = Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII);
    var _ = context.writeAndFlush(bytes);
  }
}
