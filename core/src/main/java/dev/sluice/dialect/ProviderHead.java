package dev.sluice.dialect;

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
}
