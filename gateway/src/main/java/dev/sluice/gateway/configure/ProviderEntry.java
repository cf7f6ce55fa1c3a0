package dev.sluice.gateway.configure;

import dev.sluice.gateway.dial.Provider;
import java.util.Optional;
import java.util.Set;

/**
 * A provider as configured.
 *
 * @param provider its name, address and credential
 * @param protocol what it speaks
 * @param without request fields that it rejects
 * @param anthropicVersion the version for translated calls, if set
 */
public record ProviderEntry(
    Provider provider, Protocol protocol, Set<String> without, Optional<String> anthropicVersion) {
  public ProviderEntry {
    without = Set.copyOf(without);
  }

  public String name() {
    return provider.name();
  }
}
