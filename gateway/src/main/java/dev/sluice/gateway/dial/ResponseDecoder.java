package dev.sluice.gateway.dial;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpResponseDecoder;
import java.util.List;

/**
 * Netty's decoder, which tells its connection where a read of the socket ends, and hands over
 * unparsed whatever comes when no answer is due.
 */
final class ResponseDecoder extends HttpResponseDecoder {
  private static final int LINE_BYTES_MAX = 4_096;

  private final Connection connection;

  ResponseDecoder(Connection connection, DialSettings settings) {
    super(
        new HttpDecoderConfig()
            .setMaxInitialLineLength(LINE_BYTES_MAX)
            .setMaxHeaderSize(settings.headerBytesMax())
            .setMaxChunkSize(settings.readBytesMax()));
    this.connection = connection;
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) throws Exception {
    connection.onRead();
    super.channelRead(ctx, message);
    connection.onReadEnd();
  }

  @Override
  protected void decode(ChannelHandlerContext ctx, ByteBuf buffer, List<Object> out)
      throws Exception {
    if (connection.answerDue()) {
      super.decode(ctx, buffer, out);
    } else if (buffer.isReadable()) {
      connection.onSurplus(buffer);
      buffer.skipBytes(buffer.readableBytes());
    }
  }
}
