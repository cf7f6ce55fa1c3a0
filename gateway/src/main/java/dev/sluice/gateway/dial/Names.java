package dev.sluice.gateway.dial;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

/**
 * Host names to addresses, off the loops: each look-up on a virtual thread, one at a time per name
 * however many wait for it, kept for a short time. A failed look-up is not kept.
 */
final class Names {
  private static final int NAMES_MAX = 1_000;

  /** Asks the system. */
  @FunctionalInterface
  interface Lookup {
    InetAddress[] lookup(String host) throws UnknownHostException;
  }

  private final Lookup lookup;
  private final long ttlNanos;
  private final Map<String, Entry> entries = new ConcurrentHashMap<>();

  Names(Lookup lookup, long ttlNanos) {
    this.lookup = lookup;
    this.ttlNanos = ttlNanos;
  }

  /** Hands the addresses, or none, to {@code then} on {@code loop}; at once for a literal. */
  void resolve(String host, Executor loop, Consumer<List<InetAddress>> then) {
    var literal = NetUtil.createInetAddressFromIpAddressString(host);
    if (literal != null) {
      then.accept(List.of(literal));
      return;
    }
    var _ =
        entry(host)
            .addresses
            .thenAccept(addresses -> {
              try {
                loop.execute(() -> then.accept(addresses));
              } catch (RejectedExecutionException e) {
                // The loop has ended, and with it whoever waited.
                return;
              }
            });
  }

  private Entry entry(String host) {
    if (entries.size() >= NAMES_MAX) {
      entries.values().removeIf(entry -> entry.addresses.isDone());
    }
    long now = System.nanoTime();
    return entries.compute(
        host, (_, old) -> old != null && old.usable(now, ttlNanos) ? old : start(host, now));
  }

  private Entry start(String host, long now) {
    var entry = new Entry(new CompletableFuture<>(), now);
    Thread.ofVirtual()
        .name("resolve")
        .start(() -> {
          List<InetAddress> found = List.of();
          try {
            found = List.of(lookup.lookup(host));
          } catch (UnknownHostException e) {
            // None found is the answer, which is not kept.
          } finally {
            if (found.isEmpty()) {
              entries.remove(host, entry);
            }
            entry.addresses.complete(found);
          }
        });
    return entry;
  }

  private record Entry(CompletableFuture<List<InetAddress>> addresses, long startedNanos) {
    boolean usable(long now, long ttlNanos) {
      return !addresses.isDone() || now - startedNanos < ttlNanos;
    }
  }
}
