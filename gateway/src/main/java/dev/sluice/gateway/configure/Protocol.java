package dev.sluice.gateway.configure;

import java.util.Locale;
import java.util.Optional;

/** What a provider speaks, as {@code dialect:} names it. */
public enum Protocol {
  OPENAI("https://api.openai.com/v1"),
  ANTHROPIC("https://api.anthropic.com"),
  BEDROCK("https://bedrock-runtime.{region}.amazonaws.com");

  private final String baseUrl;

  Protocol(String baseUrl) {
    this.baseUrl = baseUrl;
  }

  /** Where the provider itself is. */
  String baseUrl(String region) {
    return baseUrl.replace("{region}", region);
  }

  /** The name in the configuration, which is the dialect's. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<Protocol> named(String name) {
    for (var protocol : values()) {
      if (protocol.wireName().equals(name)) {
        return Optional.of(protocol);
      }
    }
    return Optional.empty();
  }
}
