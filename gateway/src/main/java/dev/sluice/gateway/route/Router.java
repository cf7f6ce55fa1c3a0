package dev.sluice.gateway.route;

import dev.sluice.chat.ErrorCode;
import dev.sluice.chat.Failure;
import dev.sluice.dialect.Protocol;
import dev.sluice.dialect.Protocols;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Resolves model names, in this order: the first route that matches; a provider's name before a
 * slash, the rest of which goes to that provider as it is; a name of a known protocol where such a
 * provider is configured; the only provider where there is just one. Immutable.
 */
public final class Router {

  /** Longer names are not looked at: the longest ARN of a model has 2,048 characters. */
  static final int NAME_CHARS_MAX = 4_096;

  private static final int NAME_CHARS_SHOWN = 100;

  private final List<Entry> routes = new ArrayList<>();
  private final Map<String, Protocol> providers;
  private final List<ModelEntry> models;

  private record Entry(Glob glob, Route route) {}

  /**
   * @param providers names with their families, in the order of the configuration
   */
  public Router(List<Route> routes, Map<String, Protocol> providers) {
    this.providers = new LinkedHashMap<>(providers);
    for (var route : routes) {
      this.routes.add(new Entry(new Glob(route.model()), route));
    }
    var listed = list(routes);
    listPatterns(routes, listed);
    models = List.copyOf(listed.values());
  }

  private static Map<String, ModelEntry> list(List<Route> routes) {
    var listed = new LinkedHashMap<String, ModelEntry>();
    for (var route : routes) {
      if (route.exact()) {
        var provider = Route.provider(route.to().get(0));
        listed.putIfAbsent(route.model(), new ModelEntry(route.model(), provider));
      }
    }
    for (var route : routes) {
      for (var target : route.to()) {
        if (target.indexOf('/') >= 0) {
          listed.putIfAbsent(target, new ModelEntry(target, Route.provider(target)));
        }
      }
    }
    return listed;
  }

  private void listPatterns(List<Route> routes, Map<String, ModelEntry> listed) {
    for (var route : routes) {
      if (!route.exact()) {
        var provider = Route.provider(route.to().get(0));
        listed.putIfAbsent(route.model(), new ModelEntry(route.model(), provider));
      }
    }
    for (var protocol : Protocols.all()) {
      provider(protocol)
          .ifPresent(provider -> {
            for (var pattern : protocol.modelPatterns()) {
              listed.putIfAbsent(pattern, new ModelEntry(pattern, provider));
            }
          });
    }
    for (var provider : providers.keySet()) {
      listed.putIfAbsent(provider + "/*", new ModelEntry(provider + "/*", provider));
      if (providers.size() == 1) {
        listed.putIfAbsent("*", new ModelEntry("*", provider));
      }
    }
  }

  /**
   * The names to list: those of routes without a star, the models of providers that routes name, as
   * {@code provider/model}; then what else a name can reach, as patterns with a star: routes,
   * families, {@code provider/*}.
   */
  public List<ModelEntry> models() {
    return models;
  }

  public Resolution resolve(String model) {
    if (!model.isEmpty() && model.length() <= NAME_CHARS_MAX) {
      var found =
          byRoute(model).or(() -> byPrefix(model)).or(() -> byShape(model)).or(() -> byOnly(model));
      if (found.isPresent()) {
        return found.get();
      }
    }
    return new Resolution.NotFound(Failure.of(ErrorCode.NOT_FOUND, unknown(model)));
  }

  private Optional<Resolution.Found> byRoute(String model) {
    for (var entry : routes) {
      if (entry.glob().matches(model)) {
        var candidates = new ArrayList<Candidate>();
        for (var target : entry.route().to()) {
          candidates.add(entry.route().candidate(target, model));
        }
        return Optional.of(new Resolution.Found(candidates));
      }
    }
    return Optional.empty();
  }

  private Optional<Resolution.Found> byPrefix(String model) {
    int slash = model.indexOf('/');
    return slash > 0
            && slash + 1 < model.length()
            && providers.containsKey(model.substring(0, slash))
        ? Optional.of(at(model.substring(0, slash), model.substring(slash + 1)))
        : Optional.empty();
  }

  private Optional<Resolution.Found> byShape(String model) {
    for (var protocol : Protocols.all()) {
      if (protocol.knows(model)) {
        var provider = provider(protocol);
        if (provider.isPresent()) {
          return Optional.of(at(provider.get(), model));
        }
      }
    }
    return Optional.empty();
  }

  /** The provider that bears the protocol's name, else the first of that protocol. */
  private Optional<String> provider(Protocol protocol) {
    var name = protocol.name();
    if (protocol.equals(providers.get(name))) {
      return Optional.of(name);
    }
    for (var provider : providers.entrySet()) {
      if (protocol.equals(provider.getValue())) {
        return Optional.of(provider.getKey());
      }
    }
    return Optional.empty();
  }

  private Optional<Resolution.Found> byOnly(String model) {
    return providers.size() == 1
        ? Optional.of(at(providers.keySet().iterator().next(), model))
        : Optional.empty();
  }

  private static Resolution.Found at(String provider, String model) {
    return new Resolution.Found(List.of(new Candidate(provider, model, false)));
  }

  private String unknown(String model) {
    if (model.isEmpty()) {
      return "the request names no model";
    }
    var shown =
        model.length() <= NAME_CHARS_SHOWN ? model : model.substring(0, NAME_CHARS_SHOWN) + "…";
    var names = String.join(", ", providers.keySet());
    return "no model '"
        + shown
        + "' here: no route matches it and no provider is known to serve it; configured providers: "
        + names
        + ". Name it provider/model, or add a route";
  }
}
