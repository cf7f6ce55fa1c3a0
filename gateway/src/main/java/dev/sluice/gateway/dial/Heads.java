package dev.sluice.gateway.dial;

import dev.sluice.dialect.ProviderCall;
import dev.sluice.dialect.ProviderHead;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpVersion;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Heads of requests and answers: ours written, theirs checked and read. */
final class Heads {
  private Heads() {}

  /** A POST with our own headers, those of the call, then those of the credential. */
  static FullHttpRequest request(
      Provider provider,
      Origin origin,
      ProviderCall call,
      Map<String, String> credential,
      String userAgent) {
    var request =
        new DefaultFullHttpRequest(
            HttpVersion.HTTP_1_1,
            HttpMethod.POST,
            target(provider, call),
            Unpooled.wrappedBuffer(call.body()));
    var headers = request.headers();
    headers.set(HttpHeaderNames.HOST, origin.hostHeader());
    headers.set(HttpHeaderNames.CONTENT_TYPE, "application/json");
    headers.set(HttpHeaderNames.ACCEPT_ENCODING, "identity");
    headers.set(HttpHeaderNames.USER_AGENT, userAgent);
    call.headers().forEach(headers::set);
    credential.forEach(headers::set);
    headers.set(HttpHeaderNames.CONTENT_LENGTH, call.body().length);
    return request;
  }

  /** The request target: the path of the base URL and that of the call, as they are encoded. */
  static String target(Provider provider, ProviderCall call) {
    var prefix = provider.baseUrl().getRawPath();
    return (prefix == null || prefix.equals("/") ? "" : prefix) + call.path();
  }

  /** What makes this head unacceptable although it could be parsed; empty if nothing. */
  static String fault(HttpResponse response) {
    int status = response.status().code();
    if (response.protocolVersion().majorVersion() != 1) {
      return "it does not answer in HTTP/1.1";
    }
    if (status < 200 || status > 599) {
      return "it answers with the HTTP status " + status;
    }
    for (var coding : response.headers().getAll(HttpHeaderNames.TRANSFER_ENCODING)) {
      if (!coding.trim().equalsIgnoreCase("chunked")) {
        return "its answer has a transfer coding that we did not ask for";
      }
    }
    return "";
  }

  static ProviderHead read(HttpResponse response) {
    Map<String, String> headers = new HashMap<>();
    response
        .headers()
        .forEach(header ->
            headers.merge(
                header.getKey().toLowerCase(Locale.ROOT),
                header.getValue(),
                (first, second) -> first + ", " + second));
    return new ProviderHead(response.status().code(), headers);
  }

  static boolean isStream(ProviderHead head) {
    var type = head.header("content-type");
    return type.startsWith("text/event-stream")
        || type.startsWith("application/vnd.amazon.eventstream");
  }
}
