package dev.sluice.gateway.generate;

import dev.sluice.dialect.Dialect;
import dev.sluice.gateway.dial.Credential;
import dev.sluice.gateway.dial.Provider;
import java.util.List;
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

  /** What must not appear in a text: our key, where we have one. */
  List<String> secrets() {
    return switch (provider.credential()) {
      case Credential.Bearer bearer -> List.of(bearer.key().reveal());
      case Credential.HeaderKey header -> List.of(header.key().reveal());
      case Credential.Aws aws -> List.of();
      case Credential.Anonymous anonymous -> List.of();
    };
  }
}
