package dev.sluice.gateway.admit;

import dev.sluice.chat.ErrorCode;
import dev.sluice.chat.Failure;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Checks {@code Host} and {@code Origin}, which is what keeps web pages of others from using a
 * gateway on somebody's own machine (cross-site requests, DNS rebinding). Immutable.
 */
public final class Sites {

  private static final Set<String> ALWAYS_OURS = Set.of("localhost", "127.0.0.1", "[::1]");
  private static final String METHODS = "GET, POST, OPTIONS";
  private static final String USUAL_HEADERS =
      "authorization, content-type, x-api-key, anthropic-version, anthropic-beta";
  private static final String EXPOSED =
      "x-request-id, request-id, sluice-provider, sluice-attempts, sluice-dropped, retry-after";
  private static final int REQUESTED_CHARS_MAX = 2_048;

  private final Set<String> hosts = new HashSet<>(ALWAYS_OURS);
  private final Set<String> origins;

  /**
   * @param listenHost where the listener listens
   * @param hosts further names of ours, without port
   * @param origins pages that may ask us, each {@code scheme://host[:port]}
   */
  public Sites(String listenHost, Collection<String> hosts, Collection<String> origins) {
    this.hosts.add(bracketed(listenHost));
    for (var host : hosts) {
      this.hosts.add(bracketed(host));
    }
    var lower = new HashSet<String>();
    for (var origin : origins) {
      lower.add(origin.toLowerCase(Locale.ROOT));
    }
    this.origins = Set.copyOf(lower);
  }

  private static String bracketed(String host) {
    var lower = host.toLowerCase(Locale.ROOT);
    return lower.indexOf(':') >= 0 && !lower.startsWith("[") ? "[" + lower + "]" : lower;
  }

  /**
   * Judges a request.
   *
   * @param headers by lower-case name
   */
  public SiteVerdict check(String method, Map<String, String> headers) {
    var authority = headers.getOrDefault("host", "").strip().toLowerCase(Locale.ROOT);
    if (!hosts.contains(host(authority))) {
      return refused(
          421, "this is not the host that was asked for; add its name to hosts: if it is");
    }
    var origin = headers.getOrDefault("origin", "").strip().toLowerCase(Locale.ROOT);
    if (origin.isEmpty()
        || origin.equals("http://" + authority)
        || origin.equals("https://" + authority)) {
      return new SiteVerdict.Allowed(Map.of());
    }
    if (!origins.contains(origin)) {
      return refused(
          403, "pages of this origin may not ask here; add it to cors.origins if it may");
    }
    return method.equals("OPTIONS") && headers.containsKey("access-control-request-method")
        ? new SiteVerdict.Preflight(preflight(origin, headers))
        : new SiteVerdict.Allowed(
            Map.of(
                "access-control-allow-origin",
                origin,
                "access-control-expose-headers",
                EXPOSED,
                "vary",
                "Origin"));
  }

  private static String host(String authority) {
    int colon = authority.lastIndexOf(':');
    return colon > authority.lastIndexOf(']') ? authority.substring(0, colon) : authority;
  }

  private static Map<String, String> preflight(String origin, Map<String, String> headers) {
    var answer = new HashMap<String, String>();
    answer.put("access-control-allow-origin", origin);
    answer.put("access-control-allow-methods", METHODS);
    var requested = headers.getOrDefault("access-control-request-headers", "");
    answer.put("access-control-allow-headers", isList(requested) ? requested : USUAL_HEADERS);
    answer.put("access-control-max-age", "600");
    answer.put("vary", "Origin");
    if (headers.getOrDefault("access-control-request-private-network", "").equals("true")) {
      answer.put("access-control-allow-private-network", "true");
    }
    return answer;
  }

  private static boolean isList(String names) {
    if (names.isBlank() || names.length() > REQUESTED_CHARS_MAX) {
      return false;
    }
    for (int i = 0; i < names.length(); i++) {
      char c = names.charAt(i);
      if (c > 0x7e || (!Character.isLetterOrDigit(c) && "-_, ".indexOf(c) < 0)) {
        return false;
      }
    }
    return true;
  }

  private static SiteVerdict refused(int status, String message) {
    return new SiteVerdict.Refused(status, Failure.of(ErrorCode.PERMISSION, message));
  }
}
