package dev.sluice.gateway.accept;

import io.netty.channel.Channel;
import java.net.InetSocketAddress;

/**
 * What all connections of one listener share.
 *
 * @param connections those that are open
 */
record Listening(
    ListenerSettings settings,
    Handler handler,
    ErrorWriter errors,
    Load load,
    HttpDate date,
    Connections connections) {

  static boolean isLoopback(Channel channel) {
    return channel.remoteAddress() instanceof InetSocketAddress remote
        && remote.getAddress() != null
        && remote.getAddress().isLoopbackAddress();
  }
}
