package dev.sluice.dialect;

import java.util.Locale;
import java.util.Map;

/**
 * Status and headers of a provider's answer.
 *
 * @param headers lower-case names
 */
public record ProviderHead(int status, Map<String, String> headers) {
  public String header(String name) {
    return headers.getOrDefault(name, "");
  }

  /** The media type of the body without parameters, lower case; "" when there is none. */
  public String mediaType() {
    var type = header("content-type");
    var end = type.indexOf(';');
    return (end < 0 ? type : type.substring(0, end)).strip().toLowerCase(Locale.ROOT);
  }

  /** How the body is encoded, which we never ask for; "" when it is not. */
  public String encoding() {
    var encoding = header("content-encoding").strip();
    return encoding.equalsIgnoreCase("identity") ? "" : encoding;
  }
}
