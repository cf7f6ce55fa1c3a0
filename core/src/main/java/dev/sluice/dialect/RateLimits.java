package dev.sluice.dialect;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a provider's head says of its rate limits.
 *
 * @param protocol the protocol whose names {@code raw} has
 * @param raw the headers as they came, names in lower case
 * @param neutral those that every protocol has words for: {@code requests}, {@code tokens}, each
 *     with {@code -limit} or {@code -remaining}
 */
public record RateLimits(String protocol, Map<String, String> raw, Map<String, String> neutral) {

  public static final RateLimits NONE = new RateLimits("", Map.of(), Map.of());

  static final int HEADERS_MAX = 32;
  static final int VALUE_CHARS_MAX = 256;

  public RateLimits {
    raw = Map.copyOf(raw);
    neutral = Map.copyOf(neutral);
  }

  /**
   * Reads the headers that begin with {@code prefix}; what could not stand in a header of ours is
   * left out.
   *
   * @param names this protocol's names of the neutral ones, by those
   */
  public static RateLimits read(
      ProviderHead head, String protocol, String prefix, Map<String, String> names) {
    var raw = new LinkedHashMap<String, String>();
    head.headers()
        .forEach((name, value) -> {
          if (name.startsWith(prefix) && raw.size() < HEADERS_MAX && isPlain(value)) {
            raw.put(name, value);
          }
        });
    var neutral = new LinkedHashMap<String, String>();
    names.forEach((word, name) -> {
      var value = raw.get(name);
      if (value != null) {
        neutral.put(word, value);
      }
    });
    return new RateLimits(protocol, raw, neutral);
  }

  /** The headers for a client: as they came to its own protocol, else what has a counterpart. */
  public Map<String, String> write(String client, Map<String, String> names) {
    if (client.equals(protocol)) {
      return raw;
    }
    var headers = new LinkedHashMap<String, String>();
    neutral.forEach((word, value) -> {
      var name = names.get(word);
      if (name != null) {
        headers.put(name, value);
      }
    });
    return headers;
  }

  private static boolean isPlain(String value) {
    for (var i = 0; i < value.length(); i++) {
      if (value.charAt(i) < ' ' || value.charAt(i) > '~') {
        return false;
      }
    }
    return value.length() <= VALUE_CHARS_MAX;
  }
}
