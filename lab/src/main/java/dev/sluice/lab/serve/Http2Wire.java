package dev.sluice.lab.serve;

import dev.sluice.lab.fault.Step;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.handler.codec.http2.DefaultHttp2DataFrame;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.DefaultHttp2ResetFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.util.concurrent.EventExecutor;
import java.util.Locale;
import java.util.function.IntConsumer;

/** One stream of an HTTP/2 connection. Raw bytes have no place here and are left out. */
final class Http2Wire implements Wire {
  private final Channel stream;

  Http2Wire(Channel stream) {
    this.stream = stream;
  }

  @Override
  public EventExecutor executor() {
    return stream.eventLoop();
  }

  @Override
  public boolean writable() {
    return stream.isWritable();
  }

  @Override
  public void head(Step.Head head) {
    var headers = new DefaultHttp2Headers().status(Integer.toString(head.status()));
    headers.add("date", Http1Wire.date());
    for (var header : head.headers()) {
      var value = header.value().replace('\r', ' ').replace('\n', ' ');
      headers.add(header.name().toLowerCase(Locale.ROOT), value);
    }
    if (head.length().isPresent()) {
      headers.add("content-length", Long.toString(head.length().getAsLong()));
    }
    var _ = stream.writeAndFlush(new DefaultHttp2HeadersFrame(headers));
  }

  @Override
  public void body(byte[] bytes, IntConsumer sent) {
    if (bytes.length == 0) {
      return;
    }
    var frame = new DefaultHttp2DataFrame(Unpooled.wrappedBuffer(bytes));
    var _ =
        stream
            .writeAndFlush(frame)
            .addListener(future -> {
              if (future.isSuccess()) {
                sent.accept(bytes.length);
              }
            });
  }

  @Override
  public void raw(byte[] bytes) {}

  @Override
  public void end(Runnable done) {
    var _ =
        stream
            .writeAndFlush(new DefaultHttp2DataFrame(Unpooled.EMPTY_BUFFER, true))
            .addListener(future -> {
              if (future.isSuccess()) {
                done.run();
              }
            });
  }

  @Override
  public void cut() {
    reset();
  }

  @Override
  public void reset() {
    var _ = stream.writeAndFlush(new DefaultHttp2ResetFrame(Http2Error.INTERNAL_ERROR));
  }
}
