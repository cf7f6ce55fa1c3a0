package dev.sluice.gateway.route;

/**
 * Where a request may go.
 *
 * @param provider the configured provider's name
 * @param model the model name that this provider is asked for
 * @param streamNever whether this provider is asked for whole answers only
 */
public record Candidate(String provider, String model, boolean streamNever) {}
