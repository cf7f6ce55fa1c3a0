package dev.sluice.gateway.configure;

import java.util.List;

/**
 * A route as configured.
 *
 * @param model the names that it takes: exact, or with {@code *} for any run of characters
 * @param to {@code provider} (the name goes on as it is) or {@code provider/model}, in order; never
 *     empty
 * @param streamNever whether its providers are asked for whole answers only
 */
public record RouteEntry(String model, List<String> to, boolean streamNever) {
  public RouteEntry {
    to = List.copyOf(to);
    if (to.isEmpty()) {
      throw new IllegalArgumentException("route " + model + " leads nowhere");
    }
  }

  /** The provider's name in a target. */
  public static String provider(String target) {
    int slash = target.indexOf('/');
    return slash < 0 ? target : target.substring(0, slash);
  }
}
