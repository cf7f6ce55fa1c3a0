package dev.sluice.gateway.http;

import io.netty.channel.Channel;
import java.net.InetSocketAddress;
import java.util.LinkedHashMap;

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

  /** The answer to a refused request, in the form of its path's protocol. */
  Reply answer(Refusal refusal) {
    var error = errors.error(refusal);
    var headers = new LinkedHashMap<String, String>();
    if (refusal.kind() == Refusal.Kind.OVERLOADED) {
      headers.put("retry-after", "1");
    }
    headers.putAll(error.headers());
    headers.put("content-type", "application/json");
    return new Reply(refusal.status(), headers, error.body());
  }

  static boolean isLoopback(Channel channel) {
    return channel.remoteAddress() instanceof InetSocketAddress remote
        && remote.getAddress() != null
        && remote.getAddress().isLoopbackAddress();
  }
}
