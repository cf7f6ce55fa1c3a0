package dev.sluice.gateway.configure;

import dev.sluice.dialect.Protocols;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The providers that the environment names, in the SDKs' own variables. A provider is there when
 * its key is, OpenAI's also when its address is; for Bedrock a region together with a sign of
 * credentials, for which files in the home folder alone do not count.
 */
final class EnvironmentProviders {

  static final List<String> AWS_CREDENTIALS =
      List.of("AWS_ACCESS_KEY_ID", "AWS_PROFILE", "AWS_ROLE_ARN", Accesses.BEDROCK_KEY);

  private final Map<String, String> environment;
  private final Problems problems;
  private final List<ProviderEntry> entries = new ArrayList<>();

  EnvironmentProviders(Map<String, String> environment, Problems problems) {
    this.environment = environment;
    this.problems = problems;
  }

  List<ProviderEntry> read() {
    openai();
    keyed("anthropic", "ANTHROPIC_API_KEY", "ANTHROPIC_BASE_URL");
    bedrock();
    return entries;
  }

  /** Local servers that speak Chat Completions need an address, and no key. */
  private void openai() {
    if (value("OPENAI_API_KEY").isEmpty() && value("OPENAI_BASE_URL").isPresent()) {
      add("openai", Optional.empty(), "", "OPENAI_BASE_URL");
    } else {
      keyed("openai", "OPENAI_API_KEY", "OPENAI_BASE_URL");
    }
  }

  private void keyed(String name, String keyName, String urlName) {
    var key = value(keyName);
    if (key.isPresent() && isKey(keyName, key.get())) {
      add(name, key, "", urlName);
    }
  }

  private void bedrock() {
    var region = value("AWS_REGION").or(() -> value("AWS_DEFAULT_REGION"));
    if (region.isPresent() && AWS_CREDENTIALS.stream().anyMatch(name -> value(name).isPresent())) {
      var key = value(Accesses.BEDROCK_KEY);
      if (key.isEmpty() || isKey(Accesses.BEDROCK_KEY, key.get())) {
        add("bedrock", key, region.get(), "AWS_ENDPOINT_URL_BEDROCK_RUNTIME");
      }
    }
  }

  private void add(String name, Optional<String> key, String region, String urlName) {
    var protocol = Protocols.named(name).orElseThrow();
    url(urlName, value(urlName).orElse(protocol.baseUrl().replace("{region}", region)))
        .ifPresent(url ->
            entries.add(
                new ProviderEntry(
                    name,
                    url,
                    Accesses.of(protocol, key, region, Optional.empty(), environment),
                    protocol,
                    Set.of(),
                    Optional.empty())));
  }

  private Optional<URI> url(String name, String text) {
    var url = BaseUrl.parse(text);
    if (url.isEmpty()) {
      problems.of(name, "must be " + BaseUrl.EXPECTED + "; found '" + BaseUrl.shown(text) + "'");
    }
    return url;
  }

  private boolean isKey(String name, String key) {
    if (!Accesses.isKey(key)) {
      problems.of(name, "a key is printable ASCII without spaces");
      return false;
    }
    return true;
  }

  private Optional<String> value(String name) {
    return Optional.ofNullable(environment.get(name)).map(String::strip).filter(v -> !v.isEmpty());
  }
}
