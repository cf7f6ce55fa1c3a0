package dev.sluice.gateway.configure;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * All that an operator has decided. Immutable.
 *
 * @param listen the data listener
 * @param admin the admin listener
 * @param providers in the order of the file; none means the demo
 * @param origins pages that may ask us
 * @param hosts further names of ours
 * @param adminToken what the admin listener's pages ask for; needed beyond loopback
 * @param hints what the environment seems to mean but does not say, where providers come from it
 */
public record Configuration(
    Address listen,
    Address admin,
    List<ProviderEntry> providers,
    List<RouteEntry> routes,
    List<KeyEntry> keys,
    List<String> origins,
    List<String> hosts,
    Limits limits,
    Optional<Access.Secret> adminToken,
    List<String> hints) {

  /** The provider's name when none is configured and the lab answers. */
  public static final String DEMO = "demo";

  static final Address LISTEN = new Address("127.0.0.1", 8080);
  static final Address ADMIN = new Address("127.0.0.1", 8081);

  public Configuration {
    providers = List.copyOf(providers);
    routes = List.copyOf(routes);
    keys = List.copyOf(keys);
    origins = List.copyOf(origins);
    hosts = List.copyOf(hosts);
    hints = List.copyOf(hints);
  }

  /** Whether no provider is configured. */
  public boolean demo() {
    return providers.isEmpty();
  }

  /** The same with what the command line says about the listeners. */
  public Configuration listening(
      Optional<String> host, Optional<Integer> port, Optional<Integer> adminPort) {
    return new Configuration(
        new Address(host.orElse(listen.host()), port.orElse(listen.port())),
        new Address(admin.host(), adminPort.orElse(admin.port())),
        providers,
        routes,
        keys,
        origins,
        hosts,
        limits,
        adminToken,
        hints);
  }

  /** The same with the demo as its only provider, whatever else is configured. */
  public Configuration asDemo() {
    var leading =
        routes.stream().filter(route -> RouteEntry.provider(route.to().get(0)).equals(DEMO));
    return new Configuration(
        listen,
        admin,
        List.of(),
        leading.toList(),
        keys,
        origins,
        hosts,
        limits,
        adminToken,
        List.of());
  }

  /**
   * The same with the addresses that the listeners got, for {@link #refusals} once more where a
   * port was 0.
   */
  public Configuration bound(int port, int adminPort) {
    return listening(Optional.empty(), Optional.of(port), Optional.of(adminPort));
  }

  /** Why this must not be served, one line each; empty if it may. */
  public List<String> refusals() {
    var refusals = new ArrayList<String>();
    if (providers.isEmpty()) {
      for (var hint : hints) {
        refusals.add("no provider is configured, and " + hint);
      }
      if (!hints.isEmpty()) {
        refusals.add("for the demo's scripted answers instead: sluice --demo");
      }
    }
    if (!listen.loopback() && keys.isEmpty()) {
      refusals.add(
          "refusing to listen at "
              + listen
              + " without API keys: others could spend your providers' money. Configure keys:, or"
              + " listen at 127.0.0.1");
    }
    if (!admin.loopback() && adminToken.isEmpty()) {
      refusals.add(
          "refusing to show the admin pages at "
              + admin
              + " without a token: others could read what runs here. Configure admin-token:, or set"
              + " admin: to an address of 127.0.0.1");
    }
    if (listen.port() != 0 && listen.equals(admin)) {
      refusals.add(
          "listen and admin are the same address, " + listen + ": change one (--admin-port)");
    }
    for (var entry : providers) {
      var url = entry.baseUrl();
      for (var address : List.of(listen, admin)) {
        if (address.servedBy(url)) {
          refusals.add(
              "provider "
                  + entry.name()
                  + " has the address of our own listener, "
                  + address
                  + ": every call would come back to us. Change its base-url (an *_BASE_URL or"
                  + " AWS_ENDPOINT_URL_* variable that is meant for clients?) or --port");
        }
      }
    }
    return refusals;
  }
}
