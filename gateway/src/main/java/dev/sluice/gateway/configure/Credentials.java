package dev.sluice.gateway.configure;

import dev.sluice.gateway.dial.Credential;
import dev.sluice.gateway.dial.Credential.Secret;
import java.util.Map;
import java.util.Optional;

/** Which credential a provider gets. */
final class Credentials {

  static final String VERSION_WITH_API_KEY = "2023-06-01";
  static final String VERSION_WITH_BEARER = "2026-10-21";
  static final String BEDROCK_KEY = "AWS_BEARER_TOKEN_BEDROCK";

  private Credentials() {}

  static Credential of(
      Protocol protocol,
      Optional<String> key,
      String region,
      Optional<String> anthropicVersion,
      Map<String, String> environment) {
    return switch (protocol) {
      case OPENAI -> bearer(key).orElseGet(Credential.Anonymous::new);
      case ANTHROPIC ->
          anthropicVersion.filter(VERSION_WITH_BEARER::equals).isPresent()
              ? bearer(key).orElseGet(Credential.Anonymous::new)
              : header(key).orElseGet(Credential.Anonymous::new);
      case BEDROCK ->
          bearer(
                  key.or(() ->
                      Optional.ofNullable(environment.get(BEDROCK_KEY)).filter(Credentials::isKey)))
              .orElseGet(() -> new Credential.Aws(region));
    };
  }

  private static Optional<Credential> bearer(Optional<String> key) {
    return key.map(value -> new Credential.Bearer(new Secret(value)));
  }

  private static Optional<Credential> header(Optional<String> key) {
    return key.map(value -> new Credential.HeaderKey("x-api-key", new Secret(value)));
  }

  /** Whether HTTP can carry it. */
  static boolean isKey(String key) {
    for (int i = 0; i < key.length(); i++) {
      if (key.charAt(i) <= ' ' || key.charAt(i) > '~') {
        return false;
      }
    }
    return !key.isEmpty();
  }
}
