package dev.sluice.gateway.generate;

import dev.sluice.dialect.Dialect;
import dev.sluice.gateway.dial.Provider;
import java.util.Optional;
import java.util.Set;

/**
 * A configured provider: where it is and what it speaks.
 *
 * @param without request fields that it rejects
 * @param anthropicVersion the version header to send in translated calls, if set
 */
public record Upstream(
    Provider provider, Dialect dialect, Set<String> without, Optional<String> anthropicVersion) {

  public Upstream {
    without = Set.copyOf(without);
  }

  public String name() {
    return provider.name();
  }
}
