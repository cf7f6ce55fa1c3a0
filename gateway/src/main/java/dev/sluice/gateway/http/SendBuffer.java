package dev.sluice.gateway.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;

/**
 * The kernel's send buffer of a connection: small while a stream flows, so that a client that does
 * not read holds its provider back, and roomy for a large whole answer, which would otherwise take
 * a round trip for every few KiB. On the connection's loop.
 */
final class SendBuffer {
  private static final int ROOMY_BYTES = 256 << 10;
  private static final int WHOLE_BYTES_MIN = 64 << 10;

  private final Channel channel;
  private final int streamBytes;
  private boolean roomy;

  SendBuffer(Channel channel, int streamBytes) {
    this.channel = channel;
    this.streamBytes = streamBytes;
  }

  void forWhole(int bodyBytes) {
    if (!roomy && bodyBytes >= WHOLE_BYTES_MIN) {
      roomy = channel.config().setOption(ChannelOption.SO_SNDBUF, ROOMY_BYTES);
    }
  }

  void forStream() {
    if (roomy) {
      roomy = !channel.config().setOption(ChannelOption.SO_SNDBUF, streamBytes);
    }
  }
}
