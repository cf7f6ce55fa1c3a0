package dev.sluice.gateway.dial;

import io.netty.channel.EventLoop;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * The idle connections of one loop, the newest reused first. Everything on that loop. It sweeps out
 * what has idled too long, and has a timer only while it holds something.
 */
final class ConnectionPool {
  private final EventLoop loop;
  private final int idleMax;
  private final long idleTimeoutNanos;
  private final LongSupplier nanoTime;
  // owner: the loop, as all below
  private final Map<Origin, ArrayDeque<Connection>> idle = new HashMap<>();
  private final byte[] scratch;
  private boolean sweeping;

  ConnectionPool(EventLoop loop, DialSettings settings, LongSupplier nanoTime) {
    this.loop = loop;
    this.idleMax = settings.idleMax();
    this.idleTimeoutNanos = settings.idleTimeout().toNanos();
    this.nanoTime = nanoTime;
    this.scratch = new byte[2 * settings.readBytesMax()];
  }

  /** Where the connections of this loop gather the body bytes of one read. */
  byte[] scratch() {
    return scratch;
  }

  /** Takes an idle connection out that was alive when last looked at. */
  Optional<Connection> take(Origin origin) {
    var waiting = idle.get(origin);
    while (waiting != null && !waiting.isEmpty()) {
      var connection = waiting.removeLast();
      if (connection.alive()) {
        return Optional.of(connection);
      }
      connection.close();
    }
    return Optional.empty();
  }

  /** Keeps a connection, or closes it where enough are kept. */
  void put(Connection connection) {
    var waiting = idle.computeIfAbsent(connection.origin(), _ -> new ArrayDeque<>());
    if (waiting.size() >= idleMax) {
      connection.close();
      return;
    }
    connection.idleSince(nanoTime.getAsLong());
    waiting.addLast(connection);
    sweepLater();
  }

  void remove(Connection connection) {
    var waiting = idle.get(connection.origin());
    if (waiting != null) {
      waiting.remove(connection);
    }
  }

  void closeAll() {
    List<Connection> all = new ArrayList<>();
    idle.values().forEach(all::addAll);
    idle.clear();
    all.forEach(Connection::close);
  }

  private void sweepLater() {
    if (!sweeping) {
      sweeping = true;
      var _ = loop.schedule(this::sweep, Math.max(idleTimeoutNanos / 4, 1), TimeUnit.NANOSECONDS);
    }
  }

  private void sweep() {
    sweeping = false;
    long now = nanoTime.getAsLong();
    List<Connection> old = new ArrayList<>();
    for (var waiting : idle.values()) {
      for (var connection : waiting) {
        if (now - connection.idleSince() >= idleTimeoutNanos) {
          old.add(connection);
        }
      }
    }
    old.forEach(Connection::close);
    idle.values().removeIf(ArrayDeque::isEmpty);
    if (!idle.isEmpty()) {
      sweepLater();
    }
  }
}
