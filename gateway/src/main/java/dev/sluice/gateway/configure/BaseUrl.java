package dev.sluice.gateway.configure;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/** A provider's address. */
final class BaseUrl {

  static final String EXPECTED = "http://host[:port][/path] or https://…, without query";

  private BaseUrl() {}

  /** The address without a slash at its end. */
  static Optional<URI> parse(String text) {
    int end = text.length();
    while (end > 0 && text.charAt(end - 1) == '/') {
      end--;
    }
    try {
      var url = new URI(text.substring(0, end));
      var scheme = url.getScheme();
      return scheme != null
              && (scheme.equals("http") || scheme.equals("https"))
              && url.getHost() != null
              && url.getPort() <= 65_535
              && url.getRawUserInfo() == null
              && url.getRawQuery() == null
              && url.getRawFragment() == null
          ? Optional.of(url)
          : Optional.empty();
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  /** A text that is no address, without what may be a password in it. */
  static String shown(String text) {
    int at = text.lastIndexOf('@');
    int query = text.indexOf('?');
    var shown = at < 0 ? text : "…" + text.substring(at);
    return query < 0 ? shown : shown.substring(0, Math.max(0, shown.indexOf('?'))) + "?…";
  }
}
