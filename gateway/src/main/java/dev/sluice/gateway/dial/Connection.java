package dev.sluice.gateway.dial;

import dev.sluice.chat.Failure;
import dev.sluice.dialect.ProviderHead;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.PrematureChannelClosureException;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * One connection to a provider, on one loop: idle in its pool, or serving one listener. It turns
 * what Netty's decoder says into what a {@link Listener} hears, gathers the body bytes of one read
 * of the socket into one call, and goes back to its pool only after an answer that ended by the
 * rules with nothing behind it.
 */
final class Connection extends ChannelInboundHandlerAdapter {
  /**
   * Who hears the answer: everything on the loop; after {@code ended} or {@code broken} no more.
   */
  interface Listener {
    void sent();

    /** More of a large request is written. */
    void sending();

    /** All of the request is written. */
    void written();

    void head(ProviderHead head);

    void bytes(byte[] bytes, int offset, int length);

    void ended();

    /** The listener failed; stale: on a reused connection, before a byte of the answer came. */
    void broken(Failure failure, boolean stale);
  }

  private enum Phase {
    IDLE,
    AWAITING,
    BODY,
    ANSWERED,
    CLOSED
  }

  private final Channel channel;
  private final Origin origin;
  private final ConnectionPool pool;
  private final DialSettings settings;
  private final byte[] scratch;
  private Phase phase = Phase.IDLE;
  private @Nullable Listener listener;
  private boolean reused;
  private boolean written;
  private boolean answerBegan;
  private boolean informational;
  private int informationals;
  private boolean keepAlive;
  private boolean delimitedByClose;
  private boolean declaredStream;
  private boolean closeNotified;
  private long bodyBytes;
  private int filled;
  private Surplus surplus = Surplus.NONE;
  private long idleSinceNanos;

  private enum Surplus {
    NONE,
    RESPONSE,
    JUNK
  }

  Connection(Channel channel, Origin origin, ConnectionPool pool, DialSettings settings) {
    this.channel = channel;
    this.origin = origin;
    this.pool = pool;
    this.settings = settings;
    this.scratch = pool.scratch();
  }

  Origin origin() {
    return origin;
  }

  boolean alive() {
    return phase == Phase.IDLE && channel.isActive();
  }

  long idleSince() {
    return idleSinceNanos;
  }

  void idleSince(long nanos) {
    idleSinceNanos = nanos;
  }

  /** Sends a request and gives its answer to {@code listener}. Takes over the request. */
  void send(FullHttpRequest request, Listener listener) {
    this.listener = listener;
    phase = Phase.AWAITING;
    written = false;
    answerBegan = false;
    informational = false;
    informationals = 0;
    bodyBytes = 0;
    filled = 0;
    surplus = Surplus.NONE;
    listener.sent();
    if (phase != Phase.AWAITING) {
      request.release();
      return;
    }
    Upload.write(channel, request, this::onPiece)
        .addListener((ChannelFutureListener) this::onWritten);
  }

  private void onPiece(ChannelFuture piece) {
    if (piece.isSuccess() && phase == Phase.AWAITING && listener != null) {
      listener.sending();
    }
  }

  /** Reads on, or not: what is not read holds the provider back. */
  void reading(boolean on) {
    channel.config().setAutoRead(on);
  }

  /** Hands the rest of the answer to somebody else. */
  void handOver(Listener other) {
    listener = other;
  }

  /** Whether an answer that ends in time would leave the connection reusable. */
  boolean worthDraining() {
    return phase == Phase.BODY && keepAlive && !delimitedByClose;
  }

  /** Closes at once; its listener hears nothing more. */
  void close() {
    if (phase == Phase.IDLE) {
      pool.remove(this);
    }
    phase = Phase.CLOSED;
    listener = null;
    var _ = channel.close();
  }

  // From the decoder.

  boolean answerDue() {
    return phase == Phase.AWAITING || phase == Phase.BODY;
  }

  void onRead() {
    answerBegan = true;
  }

  void onSurplus(ByteBuf bytes) {
    if (phase == Phase.IDLE) {
      close();
    } else if (surplus == Surplus.NONE) {
      surplus = startsLikeResponse(bytes) ? Surplus.RESPONSE : Surplus.JUNK;
    }
  }

  void onReadEnd() {
    deliver();
    if (phase == Phase.ANSWERED) {
      finish();
    }
  }

  private static boolean startsLikeResponse(ByteBuf bytes) {
    int at = bytes.readerIndex();
    int end = bytes.writerIndex();
    while (at < end && (bytes.getByte(at) == '\r' || bytes.getByte(at) == '\n')) {
      at++;
    }
    return end - at >= 5
        && bytes.getByte(at) == 'H'
        && bytes.getByte(at + 1) == 'T'
        && bytes.getByte(at + 2) == 'T'
        && bytes.getByte(at + 3) == 'P'
        && bytes.getByte(at + 4) == '/';
  }

  // From the pipeline.

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    try {
      if (message instanceof HttpResponse response) {
        onHead(response);
      }
      if (message instanceof HttpContent content) {
        onContent(content);
      }
    } finally {
      ReferenceCountUtil.release(message);
    }
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (event instanceof SslCloseCompletionEvent completion && completion.isSuccess()) {
      closeNotified = true;
    }
    ctx.fireUserEventTriggered(event);
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    deliver();
    switch (phase) {
      case ANSWERED -> finish();
      case AWAITING ->
          fail(Breakage.unreachable(origin, "it closed the connection before it answered"));
      case BODY -> fail(cutShort());
      case IDLE -> close();
      case CLOSED -> {}
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    deliver();
    switch (phase) {
      case AWAITING, BODY -> fail(failure(cause));
      case ANSWERED -> {
        keepAlive = false;
        finish();
      }
      case IDLE, CLOSED -> close();
    }
  }

  /**
   * A provider may answer and close before it has read the request: then the write fails, but the
   * answer, or the end of the connection, is still to be read.
   */
  private void onWritten(ChannelFuture future) {
    written = future.isSuccess();
    if (written && listener != null && (phase == Phase.AWAITING || phase == Phase.BODY)) {
      listener.written();
    } else if (!written && phase == Phase.AWAITING && !canStillBeRead(future.cause())) {
      fail(failure(future.cause()));
    }
  }

  private boolean canStillBeRead(Throwable cause) {
    return channel.isActive() && cause instanceof IOException;
  }

  private void onHead(HttpResponse response) {
    if (phase != Phase.AWAITING) {
      return;
    }
    if (response.decoderResult().isFailure()) {
      fail(headFailure(response.decoderResult().cause()));
      return;
    }
    int status = response.status().code();
    if (status >= 100 && status < 200 && status != 101) {
      informational = true;
      if (++informationals > settings.informationalMax()) {
        fail(Breakage.protocol(origin, "it sends 1xx answers without end"));
      }
      return;
    }
    var wrong = Heads.fault(response);
    if (!wrong.isEmpty()) {
      fail(Breakage.protocol(origin, wrong));
      return;
    }
    var head = Heads.read(response);
    boolean chunked = HttpUtil.isTransferEncodingChunked(response);
    boolean length = !head.header("content-length").isEmpty();
    keepAlive = HttpUtil.isKeepAlive(response);
    delimitedByClose = !chunked && !length && status != 204 && status != 304;
    declaredStream = length && Heads.isStream(head);
    phase = Phase.BODY;
    if (listener != null) {
      listener.head(head);
    }
  }

  private void onContent(HttpContent content) {
    if (informational) {
      informational = !(content instanceof LastHttpContent);
      return;
    }
    if (phase != Phase.BODY) {
      return;
    }
    if (content.decoderResult().isFailure()) {
      deliver();
      if (phase == Phase.BODY) {
        fail(Breakage.undecodable(origin, content.decoderResult().cause(), true));
      }
      return;
    }
    gather(content.content());
    if (content instanceof LastHttpContent && phase == Phase.BODY) {
      deliver();
      if (phase == Phase.BODY) {
        phase = Phase.ANSWERED;
      }
    }
  }

  private void gather(ByteBuf bytes) {
    while (bytes.isReadable() && phase == Phase.BODY) {
      int length = Math.min(bytes.readableBytes(), scratch.length - filled);
      bytes.readBytes(scratch, filled, length);
      filled += length;
      if (filled == scratch.length) {
        deliver();
      }
    }
  }

  private void deliver() {
    int length = filled;
    filled = 0;
    if (length > 0 && listener != null) {
      bodyBytes += length;
      listener.bytes(scratch, 0, length);
    }
  }

  /**
   * The answer has ended as HTTP says: back to the pool, or away; then its listener hears it. What
   * follows an answer closes the connection and is otherwise ignored, but for a stream that is
   * longer than its content-length.
   */
  private void finish() {
    boolean closedUncleanly = delimitedByClose && origin.tls() && !closeNotified;
    if (closedUncleanly) {
      fail(cutShort());
      return;
    }
    var ended = listener;
    listener = null;
    if (keepAlive
        && !delimitedByClose
        && written
        && surplus == Surplus.NONE
        && channel.isActive()) {
      phase = Phase.IDLE;
      reused = true;
      reading(true);
      pool.put(this);
    } else {
      close();
    }
    if (ended == null) {
      return;
    }
    if (surplus == Surplus.JUNK && declaredStream) {
      ended.broken(Breakage.protocol(origin, "more bytes follow than its answer has"), false);
    } else {
      ended.ended();
    }
  }

  private void fail(Failure failure) {
    var broken = listener;
    boolean stale = reused && !answerBegan;
    close();
    if (broken != null) {
      broken.broken(failure, stale);
    }
  }

  private Failure headFailure(Throwable cause) {
    return cause instanceof PrematureChannelClosureException
        ? Breakage.unreachable(origin, "it closed the connection within the head of its answer")
        : Breakage.undecodable(origin, cause, false);
  }

  private Failure cutShort() {
    return declaredStream
        ? Breakage.protocol(origin, "its stream is shorter than its content-length")
        : Breakage.truncated(origin, "it closed the connection within its answer");
  }

  private Failure failure(Throwable cause) {
    if (Breakage.isTls(cause)) {
      return Breakage.tls(origin, cause);
    }
    if (!(cause instanceof IOException)) {
      return Breakage.undecodable(origin, cause, phase == Phase.BODY);
    }
    return phase == Phase.AWAITING || bodyBytes == 0
        ? Breakage.unreachable(origin, "the connection broke before it answered")
        : Breakage.truncated(origin, "the connection broke within its answer");
  }
}
