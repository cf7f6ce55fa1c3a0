package dev.sluice.gateway.operate;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.gateway.admit.SiteVerdict;
import dev.sluice.gateway.admit.Sites;
import java.security.MessageDigest;
import java.util.Map;
import java.util.Optional;

/**
 * Who may see the admin pages: requests for a host that is ours, from no page of another origin,
 * and with the admin token where there is one. API keys of clients open nothing here. Immutable.
 */
public final class AdminGate {

  private static final String BEARER = "Bearer ";

  private final Sites sites;
  private final boolean literalHosts;
  private final Optional<byte[]> token;

  /**
   * @param literalHosts whether any IP address is ours as a host: beyond loopback, where a machine
   *     has more of them than are configured; no page can make a browser send one for another's
   *     name
   * @param token what {@code Authorization: Bearer} must bring
   */
  public AdminGate(Sites sites, boolean literalHosts, Optional<String> token) {
    this.sites = sites;
    this.literalHosts = literalHosts;
    this.token = token.map(text -> text.getBytes(UTF_8));
  }

  /** Why a request is not answered; the text is the body's. */
  record Refused(int status, String message) {}

  /**
   * Judges a request.
   *
   * @param open whether the page shows nothing but that somebody is there, and needs no token
   */
  Optional<Refused> judge(String method, Map<String, String> headers, boolean open) {
    var host = headers.getOrDefault("host", "");
    var literal = literalHosts && isLiteral(host) && !headers.containsKey("origin");
    if (!literal) {
      switch (sites.check(method, headers)) {
        case SiteVerdict.Refused refused -> {
          return Optional.of(new Refused(refused.status(), refused.failure().message()));
        }
        case SiteVerdict.Preflight _ -> {
          return Optional.of(new Refused(403, "pages of other origins may not ask here"));
        }
        case SiteVerdict.Allowed _ -> {}
      }
    }
    return open || token.isEmpty() || brings(headers, token.get())
        ? Optional.empty()
        : Optional.of(
            new Refused(
                401,
                "the admin token is needed here: send it as Authorization: Bearer (admin-token: in"
                    + " the configuration; keys of clients do not count)"));
  }

  private static boolean brings(Map<String, String> headers, byte[] token) {
    var authorization = headers.getOrDefault("authorization", "").strip();
    return authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())
        && MessageDigest.isEqual(
            authorization.substring(BEARER.length()).strip().getBytes(UTF_8), token);
  }

  /** Whether it is an address, not a name: {@code 10.0.0.1:8081}, {@code [fd00::1]}. */
  private static boolean isLiteral(String host) {
    if (host.startsWith("[")) {
      return host.indexOf(']') > 0;
    }
    var end = host.indexOf(':') < 0 ? host.length() : host.indexOf(':');
    for (int i = 0; i < end; i++) {
      var c = host.charAt(i);
      if (c != '.' && (c < '0' || c > '9')) {
        return false;
      }
    }
    return end > 0;
  }
}
