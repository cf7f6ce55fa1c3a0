package dev.sluice.gateway.configure;

import dev.sluice.gateway.route.Family;
import java.util.Locale;
import java.util.Optional;

/** What a provider speaks, as {@code dialect:} names it. */
public enum Protocol {
  OPENAI(Family.OPENAI, "https://api.openai.com/v1"),
  ANTHROPIC(Family.ANTHROPIC, "https://api.anthropic.com"),
  BEDROCK(Family.BEDROCK, "https://bedrock-runtime.{region}.amazonaws.com");

  private final Family family;
  private final String baseUrl;

  Protocol(Family family, String baseUrl) {
    this.family = family;
    this.baseUrl = baseUrl;
  }

  public Family family() {
    return family;
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
