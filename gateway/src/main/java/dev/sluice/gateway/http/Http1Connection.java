package dev.sluice.gateway.http;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.sluice.gateway.http.Http1Head.Framing;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The life of one HTTP/1.1 connection: one exchange at a time. What a client sends ahead waits,
 * within a bound, until the former answer is complete; beyond the bound it is dropped and the
 * connection closes after that answer. The connection always reads, so that FIN and reset are seen
 * in every state.
 */
// A failed write or close shows itself as exceptionCaught or channelInactive.
@SuppressWarnings("FutureReturnValueIgnored")
final class Http1Connection extends ChannelInboundHandlerAdapter {
  private static final Logger LOG = LoggerFactory.getLogger(Http1Connection.class);
  private static final byte[] CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n".getBytes(US_ASCII);
  private static final int OBJECT_BYTES = 512;

  private enum State {
    /** Between requests; the former answer may still be queued. */
    IDLE,
    /** A head has begun. */
    HEAD,
    /** The body is awaited. */
    BODY,
    /** The handler answers. */
    ANSWER,
    /** The last answer is written; what comes is dropped. */
    LINGER,
    CLOSED
  }

  private final Listening listening;
  private final StrictRequestDecoder decoder;
  private final Channel channel;
  private final SendBuffer sendBuffer;
  private final Http1Clocks clocks;
  private State state = State.IDLE;
  private boolean closeAfter;
  private boolean deaf;
  private boolean pumping;
  private boolean entered;
  private boolean shut;
  private @Nullable ArrayDeque<Object> ahead;
  private int aheadBytes;
  private @Nullable RequestHead head;
  private @Nullable BodyBuffer body;
  private @Nullable Http1Output output;
  private boolean http10;

  private Http1Connection(Listening listening, StrictRequestDecoder decoder, Channel channel) {
    this.listening = listening;
    this.decoder = decoder;
    this.channel = channel;
    this.sendBuffer = new SendBuffer(channel, listening.settings().sizes().sendBufferBytes());
    this.clocks = new Http1Clocks(channel, listening.settings().waits(), this::look);
    clocks.awaitRequest();
  }

  static void install(ChannelPipeline pipeline, Listening listening) {
    var decoder = new StrictRequestDecoder(listening.settings().sizes());
    pipeline.addLast(decoder, new Http1Connection(listening, decoder, pipeline.channel()));
  }

  // What the client sends.

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    if (deaf || state == State.LINGER || state == State.CLOSED) {
      ReferenceCountUtil.release(message);
    } else if (accepts() && (ahead == null || ahead.isEmpty())) {
      take(message);
    } else {
      hold(message);
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) {
    if (state == State.IDLE && decoder.headBegun()) {
      state = State.HEAD;
      clocks.awaitHead();
    }
  }

  private boolean accepts() {
    return switch (state) {
      case IDLE -> channel.isWritable();
      case HEAD, BODY -> true;
      case ANSWER, LINGER, CLOSED -> false;
    };
  }

  private void hold(Object message) {
    if (ahead == null) {
      ahead = new ArrayDeque<>();
    }
    aheadBytes += OBJECT_BYTES + bytes(message);
    ahead.add(message);
    if (aheadBytes > listening.settings().sizes().pipelinedBytes()) {
      dropAhead();
      deaf = true;
      closeAfter = true;
    }
  }

  private void pump() {
    if (pumping || ahead == null) {
      return;
    }
    pumping = true;
    while (accepts()) {
      var message = ahead.poll();
      if (message == null) {
        break;
      }
      aheadBytes -= OBJECT_BYTES + bytes(message);
      take(message);
    }
    pumping = false;
  }

  private static int bytes(Object message) {
    return message instanceof HttpContent content ? content.content().readableBytes() : 0;
  }

  private void dropAhead() {
    if (ahead != null) {
      ahead.forEach(ReferenceCountUtil::release);
      ahead = null;
      aheadBytes = 0;
    }
  }

  private void take(Object message) {
    switch (message) {
      case Refusal refusal -> refuse(refusal);
      case HttpRequest request -> begin(request);
      case HttpContent content -> {
        var refused = body == null || head == null ? null : body.add(content.content(), path());
        content.release();
        if (refused != null) {
          refuse(refused);
        } else if (content instanceof LastHttpContent && state == State.BODY) {
          answer();
        } else {
          clocks.bodyCame();
        }
      }
      default -> throw new IllegalStateException("unexpected " + message.getClass());
    }
  }

  private void begin(HttpRequest request) {
    var version = request.protocolVersion();
    if (version.majorVersion() != 1) {
      var path = RequestTarget.split(request.uri()).rawPath();
      refuse(
          new Refusal(
              505, Refusal.Kind.INVALID_REQUEST, "only HTTP/1.1 and HTTP/2 are spoken", path));
      return;
    }
    http10 = version.equals(HttpVersion.HTTP_1_0);
    var reader = new HeadReader(listening.settings().sizes());
    request
        .headers()
        .iteratorCharSequence()
        .forEachRemaining(header -> reader.header(header.getKey(), header.getValue()));
    switch (reader.judge(request.method().name(), request.uri(), !http10)) {
      case HeadVerdict.Refused refused -> refuse(refused.refusal());
      case RequestHead good -> admit(good);
    }
  }

  private void admit(RequestHead good) {
    var coding = good.headers().get("transfer-encoding");
    if (coding != null && !coding.equalsIgnoreCase("chunked")) {
      refuse(Refusal.bad("the only transfer-encoding read is chunked", good.rawPath()));
    } else if (!listening.load().enter()) {
      refuse(Refusal.overloaded("too many requests at once", good.rawPath()));
    } else {
      entered = true;
      if (!listening.load().hasRoom(Math.max(0, good.declaredBytes()))) {
        refuse(Refusal.overloaded("too many request bodies at once", good.rawPath()));
        return;
      }
      awaitBody(good);
    }
  }

  private void awaitBody(RequestHead good) {
    head = good;
    var sizes = listening.settings().sizes();
    body = new BodyBuffer(listening.load(), sizes.bodyBytes(), good.declaredBytes());
    state = State.BODY;
    closeAfter |= http10 || lists(good.headers().get("connection"), "close");
    clocks.awaitBody();
    if (good.expectsContinue() && !http10) {
      write(Unpooled.wrappedBuffer(CONTINUE));
    }
  }

  private static boolean lists(@Nullable String value, String word) {
    if (value == null) {
      return false;
    }
    for (var part : value.split(",", -1)) {
      if (part.strip().equalsIgnoreCase(word)) {
        return true;
      }
    }
    return false;
  }

  private void answer() {
    if (head == null || body == null) {
      throw new IllegalStateException("no request in state " + state);
    }
    var known = head;
    var bytes = body.take();
    var answer = new Http1Output(this, known, !http10);
    state = State.ANSWER;
    clocks.awaitAnswer();
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
                  http10 ? "HTTP/1.0" : "HTTP/1.1",
                  Listening.isLoopback(channel)),
              answer);
    } catch (RuntimeException e) {
      LOG.error("handler failed", e);
      answer.fail(listening.answer(Refusal.broken(known.rawPath())));
    }
  }

  // What we send.

  /** The handler's answer is complete. */
  void answered() {
    leaveExchange();
    if (closeAfter || listening.connections().draining()) {
      linger();
      return;
    }
    if (decoder.headBegun()) {
      state = State.HEAD;
      clocks.awaitHead();
    } else {
      state = State.IDLE;
      clocks.awaitRequest();
    }
    pump();
  }

  private void refuse(Refusal refused) {
    var refusal = head == null ? refused : refused.of(head.headers());
    leaveExchange();
    dropAhead();
    closeAfter = true;
    var error = listening.answer(refusal);
    var length = error.body().length;
    var buffer = buffer(length + 512);
    Http1Head.write(
        buffer, error.status(), error.headers(), dateLine(), new Framing.Length(length));
    Http1Head.end(buffer, true);
    buffer.writeBytes(error.body());
    write(buffer);
    linger();
  }

  /** Ends our side when all is sent, and reads on for a while so that no reset eats the answer. */
  private void linger() {
    state = State.LINGER;
    dropAhead();
    clocks.awaitEnd();
    channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(_ -> shutOutput());
  }

  private void shutOutput() {
    if (state == State.LINGER && !shut && channel instanceof DuplexChannel duplex) {
      shut = true;
      duplex.shutdownOutput();
      clocks.linger();
    }
  }

  /** An exchange is open until its last byte is with the kernel. */
  private void exitWhenSent() {
    var load = listening.load();
    if (clocks.queued()) {
      channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(_ -> load.exit());
    } else {
      load.exit();
    }
  }

  private void closeWhenSent() {
    channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
  }

  /** Breaks the connection off with a reset. */
  void reset() {
    state = State.CLOSED;
    try {
      channel.config().setOption(ChannelOption.SO_LINGER, 0);
    } catch (ChannelException e) {
      LOG.debug("connection is gone before it could be reset", e);
    }
    channel.close();
  }

  SendBuffer sendBuffer() {
    return sendBuffer;
  }

  ByteBuf buffer(int bytes) {
    return channel.alloc().directBuffer(bytes);
  }

  byte[] dateLine() {
    return listening.date().line(System.currentTimeMillis());
  }

  boolean closes() {
    return closeAfter || listening.connections().draining();
  }

  void closeAfter() {
    closeAfter = true;
  }

  void bodyTaken() {
    if (body != null) {
      body.release();
      body = null;
    }
  }

  void queue(ByteBuf buffer) {
    clocks.wrote();
    channel.write(buffer, channel.voidPromise());
  }

  void write(ByteBuf buffer) {
    clocks.wrote();
    channel.writeAndFlush(buffer, channel.voidPromise());
    watchIfQueued();
  }

  void flush() {
    channel.flush();
    watchIfQueued();
  }

  boolean writable() {
    return channel.isWritable();
  }

  void later(Runnable task) {
    channel.eventLoop().execute(task);
  }

  // Clocks.

  private void watchIfQueued() {
    if (state == State.ANSWER) {
      clocks.awaitWritesIfQueued();
    }
  }

  /** The time has come to look whether what is awaited takes too long. */
  private void look() {
    switch (state) {
      case HEAD -> refuse(Refusal.tooSlow("request head", ""));
      case BODY -> {
        if (clocks.bodyIsLate(body == null ? 0 : body.length())) {
          refuse(Refusal.tooSlow("request body", path()));
        }
      }
      case ANSWER -> breakOffIfStalled();
      case IDLE, LINGER -> {
        if (clocks.queued()) {
          breakOffIfStalled();
        } else if (state == State.LINGER || clocks.idleIsOver()) {
          channel.close();
        }
      }
      case CLOSED -> {}
    }
  }

  private void breakOffIfStalled() {
    if (clocks.writesStall()) {
      leave();
      reset();
    }
  }

  private String path() {
    return head == null ? "" : head.rawPath();
  }

  // The end.

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) throws Exception {
    switch (event) {
      case ChannelInputShutdownEvent _ -> inputEnded();
      case Connections.Drain _ -> {
        if (state == State.IDLE) {
          closeWhenSent();
        }
      }
      default -> super.userEventTriggered(ctx, event);
    }
  }

  /** A FIN is leaving while an answer is due, and no more than the end of reuse after it. */
  private void inputEnded() {
    switch (state) {
      case IDLE, LINGER -> closeWhenSent();
      case HEAD, BODY, ANSWER, CLOSED -> {
        leave();
        channel.close();
      }
    }
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext ctx) {
    if (channel.isWritable()) {
      if (output != null) {
        output.becameWritable();
      }
      pump();
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    leave();
    state = State.CLOSED;
    leaveExchange();
    dropAhead();
    clocks.stop();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    if (!(cause instanceof IOException)) {
      LOG.error("connection failed", cause);
    }
    channel.close();
  }

  private void leave() {
    if (output != null) {
      output.leave();
    }
  }

  private void leaveExchange() {
    bodyTaken();
    head = null;
    output = null;
    if (entered) {
      entered = false;
      exitWhenSent();
    }
  }
}
