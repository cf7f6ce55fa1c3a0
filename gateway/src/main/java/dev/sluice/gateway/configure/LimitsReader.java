package dev.sluice.gateway.configure;

import java.time.Duration;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads {@code limits:}; what is not there has its default. */
final class LimitsReader {

  private static final Duration LEAST = Duration.ofMillis(1);
  private static final Duration MOST = Duration.ofHours(24);
  private static final long EVENT_BYTES_MAX = 24 << 20;
  private static final long BODY_BYTES_MAX = 1 << 30;
  private static final long HEADER_BYTES_MAX = 1 << 20;
  private static final int STREAMS_MAX = 1_000_000;
  private static final Set<String> KNOWN =
      Set.of(
          "dns",
          "connect",
          "tls",
          "credentials",
          "upload",
          "headers",
          "first-token",
          "stall",
          "stall-content",
          "end-grace",
          "total",
          "commit-after",
          "heartbeat",
          "drain",
          "client-headers",
          "client-body",
          "client-write",
          "event-bytes",
          "body-bytes",
          "bodies-bytes",
          "header-bytes",
          "streams");

  private final Section section;

  LimitsReader(Node node, Section.Reading reading) {
    section = Section.of(node, reading, KNOWN, Set.of());
  }

  Limits read() {
    var defaults = Limits.defaults();
    return new Limits(
        provider(defaults.provider()), client(defaults.client()), sizes(defaults.sizes()));
  }

  private Limits.Provider provider(Limits.Provider defaults) {
    return new Limits.Provider(
        duration("dns", defaults.dns()),
        duration("connect", defaults.connect()),
        duration("tls", defaults.tls()),
        duration("credentials", defaults.credentials()),
        duration("upload", defaults.upload()),
        duration("headers", defaults.headers()),
        duration("first-token", defaults.firstToken()),
        duration("stall", defaults.stall()),
        duration("stall-content", defaults.stallContent()),
        duration("end-grace", defaults.endGrace()),
        duration("total", defaults.total()));
  }

  private Limits.Client client(Limits.Client defaults) {
    return new Limits.Client(
        duration("commit-after", defaults.commitAfter()),
        duration("heartbeat", defaults.heartbeat()),
        section.duration("drain", Duration.ZERO, MOST, defaults.drain()),
        duration("client-headers", defaults.headers()),
        duration("client-body", defaults.body()),
        duration("client-write", defaults.write()));
  }

  private Duration duration(String key, Duration otherwise) {
    return section.duration(key, LEAST, MOST, otherwise);
  }

  private Limits.Sizes sizes(Limits.Sizes defaults) {
    var body = section.bytes("body-bytes", 1 << 10, BODY_BYTES_MAX, defaults.bodyBytes());
    var bodies =
        section.bytes("bodies-bytes", 1 << 10, 1L << 40, Math.max(body, defaults.bodiesBytes()));
    if (bodies < body) {
      section
          .problems()
          .at(
              section.key(section.has("bodies-bytes") ? "bodies-bytes" : "body-bytes"),
              "'bodies-bytes' ("
                  + Quantity.text(bodies)
                  + ") must not be less than 'body-bytes' ("
                  + Quantity.text(body)
                  + ")");
    }
    return new Limits.Sizes(
        (int) section.bytes("event-bytes", 1 << 10, EVENT_BYTES_MAX, defaults.eventBytes()),
        (int) body,
        bodies,
        (int) section.bytes("header-bytes", 1 << 10, HEADER_BYTES_MAX, defaults.headerBytes()),
        (int) section.count("streams", 1, STREAMS_MAX, defaults.streams()));
  }
}
