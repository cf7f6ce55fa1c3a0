package dev.sluice.gateway.dial;

import java.net.URI;

/**
 * A provider's address and how we prove ourselves to it.
 *
 * @param name the configured name
 * @param baseUrl http or https, with any path prefix, without a trailing slash
 */
public record Provider(String name, URI baseUrl, Credential credential) {}
