package dev.sluice.gateway.http;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http2.DefaultHttp2DataFrame;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.DefaultHttp2ResetFrame;
import io.netty.handler.codec.http2.Http2DataFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.handler.codec.http2.Http2PriorityFrame;
import io.netty.handler.codec.http2.Http2ResetFrame;
import io.netty.handler.codec.http2.Http2StreamChannel;
import io.netty.util.ReferenceCountUtil;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The life of one HTTP/2 stream: a request, then its answer. */
// A failed write or close shows itself as exceptionCaught or channelInactive.
@SuppressWarnings("FutureReturnValueIgnored")
final class Http2Exchange extends ChannelInboundHandlerAdapter {
  private static final Logger LOG = LoggerFactory.getLogger(Http2Exchange.class);
  private static final int CHECKS_PER_WAIT = 4;

  private enum State {
    HEAD,
    BODY,
    ANSWER,
    DONE
  }

  private final Listening listening;
  private final Http2Connection connection;
  private final Http2StreamChannel channel;
  private final ListenerSettings.Waits waits;
  private final Deadline deadline;
  private final BodyPace pace;
  private final WriteProgress progress = new WriteProgress();
  private State state = State.HEAD;
  private boolean entered;
  private boolean requestEnded;
  private @Nullable RequestHead head;
  private @Nullable BodyBuffer body;
  private @Nullable Http2Output output;

  Http2Exchange(Listening listening, Http2Connection connection, Http2StreamChannel channel) {
    this.listening = listening;
    this.connection = connection;
    this.channel = channel;
    this.waits = listening.settings().waits();
    this.pace = new BodyPace(waits);
    this.deadline = new Deadline(channel.eventLoop(), this::expired);
  }

  // What the client sends.

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    try {
      switch (message) {
        case Http2HeadersFrame headers -> {
          requestEnded |= headers.isEndStream();
          if (state == State.HEAD) {
            begin(headers.headers());
          }
          completeIfEnded();
        }
        case Http2DataFrame data -> {
          requestEnded |= data.isEndStream();
          if (state == State.BODY) {
            add(data);
          }
          completeIfEnded();
        }
        default -> {}
      }
    } finally {
      ReferenceCountUtil.release(message);
    }
  }

  private void begin(Http2Headers headers) {
    var method = headers.method();
    var path = headers.path();
    if (method == null || path == null) {
      refuse(Refusal.bad("method or path is missing", ""));
      return;
    }
    var reader = new HeadReader(listening.settings().sizes());
    var authority = headers.authority();
    if (authority != null) {
      reader.header(":authority", authority);
      if (!headers.contains("host", authority)) {
        reader.header("host", authority);
      }
    }
    headers.forEach(header -> {
      if (header.getKey().length() > 0 && header.getKey().charAt(0) != ':') {
        reader.header(header.getKey(), header.getValue());
      }
    });
    switch (reader.judge(method.toString(), path.toString(), true)) {
      case HeadVerdict.Refused refused -> refuse(refused.refusal());
      case RequestHead good -> admit(good);
    }
  }

  private void admit(RequestHead good) {
    if (!listening.load().enter()) {
      refuse(Refusal.overloaded("too many requests at once", good.rawPath()));
      return;
    }
    entered = true;
    if (!listening.load().hasRoom(Math.max(0, good.declaredBytes()))) {
      refuse(Refusal.overloaded("too many request bodies at once", good.rawPath()));
      return;
    }
    head = good;
    body =
        new BodyBuffer(
            listening.load(), listening.settings().sizes().bodyBytes(), good.declaredBytes());
    state = State.BODY;
    if (requestEnded) {
      return;
    }
    pace.start(System.nanoTime());
    deadline.in(waits.body().dividedBy(CHECKS_PER_WAIT));
    if (good.expectsContinue()) {
      channel.writeAndFlush(
          new DefaultHttp2HeadersFrame(new DefaultHttp2Headers().status("100"), false));
    }
  }

  private void add(Http2DataFrame data) {
    if (body == null || head == null) {
      return;
    }
    pace.came(System.nanoTime());
    var refused = body.add(data.content(), head.rawPath());
    if (refused != null) {
      refuse(refused);
    }
  }

  private void completeIfEnded() {
    if (!requestEnded || state != State.BODY || head == null || body == null) {
      return;
    }
    var known = head;
    var bytes = body.take();
    var answer = new Http2Output(this, channel, known.method().equals("HEAD"));
    state = State.ANSWER;
    deadline.clear();
    head = null;
    output = answer;
    try {
      listening
          .handler()
          .handle(
              new Request(
                  known.method(),
                  known.rawPath(),
                  known.query(),
                  known.headers(),
                  bytes,
                  channel.eventLoop(),
                  "HTTP/2",
                  Listening.isLoopback(channel.parent())),
              answer);
    } catch (RuntimeException e) {
      LOG.error("handler failed", e);
      answer.fail(listening.answer(Refusal.broken(known.rawPath())));
    }
  }

  // What we send.

  String date() {
    return listening.date().text(System.currentTimeMillis());
  }

  /** The answer's head is sent: the request's body is no longer needed. */
  void bodyTaken() {
    if (body != null) {
      body.release();
      body = null;
    }
  }

  /** Output was queued. */
  void wrote() {
    if (!deadline.isSet() && output != null && output.queued()) {
      progress.start(output.accepted(), window(), System.nanoTime());
      deadline.in(waits.write().dividedBy(CHECKS_PER_WAIT));
    }
  }

  /** The handler's answer is complete; the exchange is open until the stream has taken it. */
  void answered() {
    bodyTaken();
    state = State.DONE;
  }

  /** Ends the stream with a reset that is no fault of the client's. */
  void breakOff() {
    connection.breakOff(channel.stream().id());
  }

  private void refuse(Refusal refused) {
    var refusal = head == null ? refused : refused.of(head.headers());
    leaveExchange();
    output = null;
    state = State.DONE;
    deadline.clear();
    var error = listening.answer(refusal);
    var headers = Http2Output.headers(error.status(), error.headers(), date());
    headers.set("content-length", Integer.toString(error.body().length));
    channel.write(new DefaultHttp2HeadersFrame(headers));
    channel.write(new DefaultHttp2DataFrame(Unpooled.wrappedBuffer(error.body()), true));
    if (!requestEnded) {
      channel.write(new DefaultHttp2ResetFrame(Http2Error.NO_ERROR));
    }
    channel.flush();
    deadline.in(waits.write());
  }

  // Clocks.

  private void expired() {
    switch (state) {
      case BODY -> checkBody(System.nanoTime());
      case ANSWER -> checkWrites(System.nanoTime());
      case DONE -> {
        if (output == null) {
          // a refusal that the client does not take
          channel.close();
        } else {
          checkWrites(System.nanoTime());
        }
      }
      case HEAD -> {}
    }
  }

  private void checkBody(long nowNanos) {
    if (pace.tooSlow(body == null ? 0 : body.length(), nowNanos)) {
      refuse(Refusal.tooSlow("request body", head == null ? "" : head.rawPath()));
    } else {
      deadline.in(waits.body().dividedBy(CHECKS_PER_WAIT));
    }
  }

  private void checkWrites(long nowNanos) {
    if (output == null || !output.queued()) {
      return;
    }
    var wait = waits.write().toNanos();
    if (progress.stalledNanos(output.accepted(), window(), nowNanos) < wait) {
      deadline.in(wait / CHECKS_PER_WAIT);
      return;
    }
    leave();
    if (connection.stuck()) {
      connection.closeAtOnce();
    } else {
      channel.writeAndFlush(new DefaultHttp2ResetFrame(Http2Error.CANCEL));
    }
  }

  private long window() {
    return connection.windowOf(channel.stream().id());
  }

  // The end.

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    switch (event) {
      case Http2ResetFrame _ -> leave();
      case Http2PriorityFrame _ -> connection.countControl();
      default -> {}
    }
    ReferenceCountUtil.release(event);
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext ctx) {
    if (output != null && channel.isWritable()) {
      output.becameWritable();
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    leave();
    output = null;
    leaveExchange();
    state = State.DONE;
    deadline.stop();
    connection.exchangeEnded();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    LOG.debug("stream failed", cause);
    leave();
  }

  private void leave() {
    if (output != null) {
      output.leave();
    }
  }

  private void leaveExchange() {
    bodyTaken();
    head = null;
    if (entered) {
      entered = false;
      listening.load().exit();
    }
  }
}
