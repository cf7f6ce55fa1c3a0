package dev.sluice.gateway.configure;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Where something listens.
 *
 * @param host a name or a literal, IPv6 without brackets
 * @param port 0 takes a free one
 */
public record Address(String host, int port) {

  private static final Set<String> EVERYWHERE = Set.of("0.0.0.0", "::", "0:0:0:0:0:0:0:0");

  public Address {
    if (host.isEmpty() || port < 0 || port > 65_535) {
      throw new IllegalArgumentException("no address: " + host + ":" + port);
    }
  }

  /** Reads {@code host:port} or {@code [literal]:port}. */
  static Optional<Address> parse(String text) {
    int colon = text.lastIndexOf(':');
    if (colon < 1 || colon + 1 == text.length() || text.length() - colon > 6) {
      return Optional.empty();
    }
    var host = text.substring(0, colon);
    var bracketed = host.startsWith("[") && host.endsWith("]");
    if (bracketed) {
      host = host.substring(1, host.length() - 1);
    }
    int port = 0;
    for (int i = colon + 1; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return Optional.empty();
      }
      port = port * 10 + text.charAt(i) - '0';
    }
    return host.isEmpty() || port > 65_535 || host.indexOf(':') >= 0 != bracketed
        ? Optional.empty()
        : Optional.of(new Address(host, port));
  }

  /** Whether only this machine can reach it. */
  public boolean loopback() {
    return isLoopback(host);
  }

  /** Whether a call to this URL would come back to us here. */
  boolean servedBy(URI url) {
    int port = url.getPort() >= 0 ? url.getPort() : url.getScheme().equals("https") ? 443 : 80;
    var other = url.getHost();
    if (this.port == 0 || port != this.port) {
      return false;
    }
    return other.equalsIgnoreCase(toString().substring(0, toString().lastIndexOf(':')))
        || (isLoopback(bare(other)) && (loopback() || EVERYWHERE.contains(host)))
        || EVERYWHERE.contains(bare(other));
  }

  private static String bare(String host) {
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }

  private static boolean isLoopback(String host) {
    var lower = host.toLowerCase(Locale.ROOT);
    return lower.equals("localhost")
        || lower.equals("::1")
        || lower.equals("0:0:0:0:0:0:0:1")
        || isIpv4Loopback(lower);
  }

  private static boolean isIpv4Loopback(String host) {
    if (!host.startsWith("127.")) {
      return false;
    }
    for (int i = 0; i < host.length(); i++) {
      char c = host.charAt(i);
      if (c != '.' && (c < '0' || c > '9')) {
        return false;
      }
    }
    return true;
  }

  /** As it stands in a URL: {@code host:port}, IPv6 in brackets. */
  @Override
  public String toString() {
    return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
  }
}
