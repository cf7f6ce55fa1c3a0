package dev.sluice.gateway.dial;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Host names to addresses, off the loops: each look-up on a virtual thread, one at a time per name
 * however many wait for it, kept for a short time. A failed look-up is not kept.
 */
final class DnsCache {
  private static final int NAMES_MAX = 1_000;

  /** Asks the system. */
  @FunctionalInterface
  interface Lookup {
    InetAddress[] lookup(String host) throws UnknownHostException;
  }

  private final Lookup lookup;
  private final AsyncCache<String, List<InetAddress>> names;

  /** Keeps an answer for {@code ttlNanos} from when it came. */
  DnsCache(Lookup lookup, long ttlNanos, LongSupplier nanoClock) {
    this.lookup = lookup;
    var ttl = Duration.ofNanos(ttlNanos);
    names =
        Caffeine.newBuilder()
            .maximumSize(NAMES_MAX)
            .expireAfter(
                Expiry.<String, List<InetAddress>>writing(
                    (_, found) -> found.isEmpty() ? Duration.ZERO : ttl))
            .ticker(nanoClock::getAsLong)
            .executor(command -> Thread.ofVirtual().name("resolve").start(command))
            .buildAsync();
  }

  /** Hands the addresses, or none, to {@code then} on {@code loop}; at once for a literal. */
  void resolve(String host, Executor loop, Consumer<List<InetAddress>> then) {
    var literal = NetUtil.createInetAddressFromIpAddressString(host);
    if (literal != null) {
      then.accept(List.of(literal));
      return;
    }
    var _ =
        names
            .get(host, this::ask)
            .thenAccept(addresses -> {
              try {
                loop.execute(() -> then.accept(addresses));
              } catch (RejectedExecutionException e) {
                // The loop has ended, and with it whoever waited.
                return;
              }
            });
  }

  private List<InetAddress> ask(String host) {
    try {
      return List.of(lookup.lookup(host));
    } catch (UnknownHostException e) {
      return List.of();
    }
  }
}
