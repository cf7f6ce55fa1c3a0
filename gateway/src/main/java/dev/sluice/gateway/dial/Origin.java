package dev.sluice.gateway.dial;

import java.net.URI;

/** Where connections of a provider go: what makes two of them interchangeable. */
record Origin(String provider, boolean tls, String host, int port) {

  static Origin of(Provider provider) {
    URI url = provider.baseUrl();
    boolean tls = "https".equalsIgnoreCase(url.getScheme());
    int port = url.getPort() >= 0 ? url.getPort() : tls ? 443 : 80;
    return new Origin(provider.name(), tls, bare(url.getHost()), port);
  }

  /** The value of the header Host: the port only where it is not the scheme's own. */
  String hostHeader() {
    var name = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
    return port == (tls ? 443 : 80) ? name : name + ":" + port;
  }

  private static String bare(String host) {
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }
}
