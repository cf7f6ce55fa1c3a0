package dev.sluice.gateway;

import dev.sluice.dialect.Protocol;
import dev.sluice.dialect.Protocols;
import dev.sluice.gateway.admit.ApiKey;
import dev.sluice.gateway.configure.Access;
import dev.sluice.gateway.configure.Configuration;
import dev.sluice.gateway.configure.KeyEntry;
import dev.sluice.gateway.configure.ProviderEntry;
import dev.sluice.gateway.dial.Credential;
import dev.sluice.gateway.dial.Provider;
import dev.sluice.gateway.generate.Upstream;
import dev.sluice.gateway.route.Route;
import dev.sluice.gateway.route.Router;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/** Turns what is configured into what each room takes. */
public final class Wired {

  private Wired() {}

  /** A configured provider, to be called. */
  public static Upstream upstream(ProviderEntry entry) {
    return new Upstream(
        new Provider(entry.name(), entry.baseUrl(), credential(entry.access())),
        entry.protocol().dialect(),
        entry.without(),
        entry.anthropicVersion());
  }

  private static Credential credential(Access access) {
    return switch (access) {
      case Access.None _ -> new Credential.Anonymous();
      case Access.Bearer bearer -> new Credential.Bearer(secret(bearer.key()));
      case Access.Header header -> new Credential.HeaderKey(header.header(), secret(header.key()));
      case Access.Aws aws -> new Credential.Aws(aws.region());
    };
  }

  private static Credential.Secret secret(Access.Secret secret) {
    return new Credential.Secret(secret.reveal());
  }

  static List<ApiKey> keys(List<KeyEntry> entries) {
    return entries.stream().map(entry -> new ApiKey(entry.name(), entry.sha256())).toList();
  }

  /** The way from model names to providers; without providers all lead to the demo. */
  static Router router(Configuration configuration) {
    var routes = new ArrayList<Route>();
    for (var entry : configuration.routes()) {
      routes.add(new Route(entry.model(), entry.to(), entry.streamNever()));
    }
    var protocols = new LinkedHashMap<String, Protocol>();
    for (var entry : configuration.providers()) {
      protocols.put(entry.name(), entry.protocol());
    }
    if (configuration.demo()) {
      routes.add(new Route(Demo.NAME, List.of(Demo.NAME), false));
      protocols.put(Demo.NAME, Protocols.first());
    }
    return new Router(routes, protocols);
  }
}
