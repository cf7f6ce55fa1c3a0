package dev.sluice.gateway.dial;

import dev.sluice.dialect.ProviderCall;
import io.netty.channel.EventLoop;
import java.net.InetAddress;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;

/**
 * Calls providers over HTTP/1.1 with keep-alive pools, one per loop.
 *
 * <p>Stale connections: where a reused connection breaks before a single byte of an answer came,
 * the provider had closed it while it was idle; the request is then sent once more, on a fresh
 * connection. The listener hears nothing of it. Nothing else is ever sent twice, and redirects are
 * answers like any other.
 */
public final class HttpDialer implements Dialer, AutoCloseable {
  private final DialSettings settings;
  private final Authorizer credentials;
  private final AwsSigner signer;
  private final Connector connector;
  private final AtomicInteger open = new AtomicInteger();
  private final Map<EventLoop, ConnectionPool> pools = new ConcurrentHashMap<>();

  public HttpDialer(DialSettings settings) {
    this(
        settings,
        InetAddress::getAllByName,
        () -> DefaultCredentialsProvider.builder().build(),
        Clock.systemUTC());
  }

  HttpDialer(
      DialSettings settings,
      DnsCache.Lookup lookup,
      Supplier<AwsCredentialsProvider> chain,
      Clock clock) {
    this.settings = settings;
    this.signer = new AwsSigner(chain, clock);
    this.credentials = new Authorizer(signer);
    var names = new DnsCache(lookup, settings.nameTtl().toNanos(), System::nanoTime);
    this.connector = new Connector(settings, names, new Tls(), open);
  }

  /** Nothing is heard before this returns. */
  @Override
  public Call dial(EventLoop loop, Provider provider, ProviderCall call, CallListener listener) {
    var pool =
        pools.computeIfAbsent(loop, to -> new ConnectionPool(to, settings, System::nanoTime));
    var parts = new HttpCall.Parts(settings, pool, connector, credentials);
    var started = new HttpCall(loop, provider, call, listener, parts);
    loop.execute(started::start);
    return started;
  }

  /** How many connections are open, idle ones included. */
  public int openConnections() {
    return open.get();
  }

  /** Closes the idle connections, soon; calls under way are their callers'. */
  @Override
  public void close() {
    pools.forEach((loop, pool) -> {
      if (!loop.isShuttingDown()) {
        loop.execute(pool::closeAll);
      }
    });
    signer.close();
  }
}
