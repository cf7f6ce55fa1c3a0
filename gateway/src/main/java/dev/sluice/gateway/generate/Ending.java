package dev.sluice.gateway.generate;

import java.util.OptionalLong;

/**
 * What there is to say about a generation at its end; no content, no key.
 *
 * @param outcome {@code complete} or an error code
 * @param bytesIn body bytes read from the provider
 * @param input uncached, cached and written input tokens in all
 */
public record Ending(
    String generation,
    String provider,
    int attempt,
    String outcome,
    long chunks,
    long bytesIn,
    OptionalLong input,
    OptionalLong output,
    Times times) {

  /** Milliseconds; absent for steps that did not happen (pooled connection, early failure). */
  public record Times(
      OptionalLong dnsMs,
      OptionalLong connectMs,
      OptionalLong tlsMs,
      OptionalLong headersMs,
      OptionalLong firstTokenMs,
      long totalMs) {}
}
