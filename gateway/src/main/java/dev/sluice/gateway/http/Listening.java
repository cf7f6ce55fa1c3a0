package dev.sluice.gateway.http;

import dev.sluice.chat.ErrorCode;
import dev.sluice.dialect.ErrorAnswer;
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
  ErrorAnswer answer(Refusal refusal) {
    var error =
        errors.error(refusal.rawPath(), refusal.status(), refusal.code(), refusal.message());
    var headers = new LinkedHashMap<String, String>();
    if (refusal.code() == ErrorCode.OVERLOADED) {
      headers.put("retry-after", "1");
    }
    headers.putAll(error.headers());
    headers.put("content-type", "application/json");
    return new ErrorAnswer(refusal.status(), headers, error.body());
  }

  static boolean isLoopback(Channel channel) {
    return channel.remoteAddress() instanceof InetSocketAddress remote
        && remote.getAddress() != null
        && remote.getAddress().isLoopbackAddress();
  }
}
