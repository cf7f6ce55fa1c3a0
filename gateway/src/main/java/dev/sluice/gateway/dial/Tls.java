package dev.sluice.gateway.dial;

import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import java.util.concurrent.Executor;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * TLS to providers: 1.2 and 1.3 by the JDK's engine and trust store ({@code
 * javax.net.ssl.trustStore} counts), host name verified and sent as SNI. Checking a certificate
 * takes milliseconds and happens on a thread of its own.
 */
final class Tls {
  private static final long CLOSE_NOTIFY_FLUSH_MILLIS = 50;
  private static final Executor TASKS = task -> Thread.ofVirtual().name("tls").start(task);

  // guarded by this
  private @Nullable SslContext context;

  /** A handler for one connection. Its handshake has no time limit: who dials keeps the clock. */
  SslHandler handler(ByteBufAllocator allocator, Origin origin) throws SSLException {
    var handler = context().newHandler(allocator, origin.host(), origin.port(), TASKS);
    handler.setHandshakeTimeoutMillis(0);
    handler.setCloseNotifyFlushTimeoutMillis(CLOSE_NOTIFY_FLUSH_MILLIS);
    return handler;
  }

  private synchronized SslContext context() throws SSLException {
    var made = context;
    if (made == null) {
      made =
          SslContextBuilder.forClient()
              .sslProvider(SslProvider.JDK)
              .protocols("TLSv1.3", "TLSv1.2")
              .endpointIdentificationAlgorithm("HTTPS")
              .build();
      context = made;
    }
    return made;
  }
}
