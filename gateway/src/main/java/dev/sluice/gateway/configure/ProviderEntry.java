package dev.sluice.gateway.configure;

import dev.sluice.dialect.Protocol;
import java.net.URI;
import java.util.Optional;
import java.util.Set;

/**
 * A provider as configured.
 *
 * @param baseUrl http or https, with any path prefix, without a trailing slash
 * @param protocol what it speaks
 * @param without request fields that it rejects
 * @param anthropicVersion the version for translated calls, if set
 */
public record ProviderEntry(
    String name,
    URI baseUrl,
    Access access,
    Protocol protocol,
    Set<String> without,
    Optional<String> anthropicVersion) {
  public ProviderEntry {
    without = Set.copyOf(without);
  }
}
