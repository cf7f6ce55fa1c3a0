package dev.sluice.gateway.route;

import java.util.List;

/**
 * A configured route.
 *
 * @param model the names that it takes: exact, or with {@code *} for any run of characters
 * @param to {@code provider} (the name goes on as it is) or {@code provider/model}, in order
 * @param streamNever whether its providers are asked for whole answers only
 */
public record Route(String model, List<String> to, boolean streamNever) {
  public Route {
    to = List.copyOf(to);
    if (to.isEmpty()) {
      throw new IllegalArgumentException("route " + model + " leads nowhere");
    }
  }

  boolean exact() {
    return model.indexOf('*') < 0;
  }

  /** The provider's name in a target. */
  public static String provider(String target) {
    int slash = target.indexOf('/');
    return slash < 0 ? target : target.substring(0, slash);
  }

  Candidate candidate(String target, String asked) {
    int slash = target.indexOf('/');
    return new Candidate(
        provider(target), slash < 0 ? asked : target.substring(slash + 1), streamNever);
  }
}
