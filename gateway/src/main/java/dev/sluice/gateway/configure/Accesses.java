package dev.sluice.gateway.configure;

import dev.sluice.dialect.Protocol;
import java.util.Map;
import java.util.Optional;

/** Which access a provider gets. */
final class Accesses {

  static final String VERSION_WITH_API_KEY = "2023-06-01";
  static final String VERSION_WITH_BEARER = "2026-10-21";
  static final String BEDROCK_KEY = "AWS_BEARER_TOKEN_BEDROCK";

  private Accesses() {}

  static Access of(
      Protocol protocol,
      Optional<String> key,
      String region,
      Optional<String> anthropicVersion,
      Map<String, String> environment) {
    return switch (protocol.keyScheme()) {
      case BEARER -> bearer(key).orElseGet(Access.None::new);
      case HEADER ->
          anthropicVersion.filter(VERSION_WITH_BEARER::equals).isPresent()
              ? bearer(key).orElseGet(Access.None::new)
              : header(key).orElseGet(Access.None::new);
      case AWS ->
          bearer(
                  key.or(() ->
                      Optional.ofNullable(environment.get(BEDROCK_KEY)).filter(Accesses::isKey)))
              .orElseGet(() -> new Access.Aws(region));
    };
  }

  private static Optional<Access> bearer(Optional<String> key) {
    return key.map(value -> new Access.Bearer(new Access.Secret(value)));
  }

  private static Optional<Access> header(Optional<String> key) {
    return key.map(value -> new Access.Header("x-api-key", new Access.Secret(value)));
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
