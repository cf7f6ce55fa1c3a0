package dev.sluice.dialect;

import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Where a request is written for.
 *
 * @param provider the configured name
 * @param model the provider's name of the model
 * @param stream whether to ask for a stream, whatever the client wants
 * @param without fields that this provider rejects and that are left out (and not named as dropped)
 * @param anthropicVersion the setting {@code anthropic-version} of the provider, if any
 * @param ownSignature whether a reasoning signature came from this very provider
 */
public record Target(
    String provider,
    String model,
    boolean stream,
    Set<String> without,
    Optional<String> anthropicVersion,
    Predicate<String> ownSignature) {
  public Target {
    without = Set.copyOf(without);
  }
}
