package dev.sluice.lab.serve;

import dev.sluice.lab.json.Json;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The record of one call. Written by the connection's loop, read by anyone; times are
 * System.nanoTime(), which all processes of a machine share.
 */
final class Call {
  private static final long NONE = Long.MIN_VALUE;

  private final long id;
  private final Json.Obj received;
  private final long startedNanos;
  private final AtomicLong bytes = new AtomicLong();
  private final AtomicLong events = new AtomicLong();
  private volatile long firstByteNanos = NONE;
  private volatile long endedNanos = NONE;
  private volatile long leftNanos = NONE;
  private volatile String ended = "";

  Call(long id, Json.Obj received, long startedNanos) {
    this.id = id;
    this.received = received;
    this.startedNanos = startedNanos;
  }

  void sent(int count, boolean event, long nowNanos) {
    if (firstByteNanos == NONE) {
      firstByteNanos = nowNanos;
    }
    bytes.addAndGet(count);
    if (event) {
      events.incrementAndGet();
    }
  }

  void end(String how, long nowNanos) {
    endedNanos = nowNanos;
    ended = how;
  }

  void left(long nowNanos) {
    leftNanos = nowNanos;
    end("client_left", nowNanos);
  }

  boolean open() {
    return ended.isEmpty();
  }

  long id() {
    return id;
  }

  String model() {
    return received.get("model").text();
  }

  Json json() {
    var members = new java.util.LinkedHashMap<String, Json>();
    members.put("id", Json.of(id));
    members.putAll(received.members());
    members.putAll(
        Json.obj(
                "bytes_sent", bytes.get(),
                "events_sent", events.get(),
                "started_ns", startedNanos,
                "first_byte_ns", time(firstByteNanos),
                "ended_ns", time(endedNanos),
                "left_ns", time(leftNanos),
                "ended", ended.isEmpty() ? null : ended)
            .members());
    return new Json.Obj(members);
  }

  private static Optional<Long> time(long nanos) {
    return nanos == NONE ? Optional.empty() : Optional.of(nanos);
  }
}
