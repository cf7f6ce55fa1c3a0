package dev.sluice.gateway.configure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ConfigurationReaderTest {

  private static final Path FILE = Path.of("sluice.yaml");
  private static final String PROVIDERS =
      "providers: {openai: {dialect: openai, key: k}, ollama: {dialect: openai, base-url:"
          + " \"http://h/v1\"}}\n";

  private static Configuration valid(String text, String... environment) {
    return switch (new ConfigurationReader(map(environment)).read(FILE, text)) {
      case ConfigurationResult.Valid valid -> valid.configuration();
      case ConfigurationResult.Invalid invalid ->
          throw new AssertionError(invalid.problems().toString());
    };
  }

  private static List<String> problems(String text, String... environment) {
    return problems(new ConfigurationReader(map(environment)).read(FILE, text));
  }

  private static List<String> problems(ConfigurationResult result) {
    return switch (result) {
      case ConfigurationResult.Valid valid -> throw new AssertionError(valid);
      case ConfigurationResult.Invalid invalid ->
          invalid.problems().stream().map(Problem::toString).toList();
    };
  }

  private static List<String> names(Configuration configuration) {
    return configuration.providers().stream().map(ProviderEntry::name).toList();
  }

  private static Map<String, String> map(String... pairs) {
    var map = new HashMap<String, String>();
    for (int i = 0; i < pairs.length; i += 2) {
      map.put(pairs[i], pairs[i + 1]);
    }
    return map;
  }

  @Test
  void readsEveryKey() {
    var configuration =
        valid(
            """
            listen: 0.0.0.0:9000
            admin: "[::1]:9001"
            providers:
              openai: {dialect: openai, base-url: "https://api.openai.com/v1/", key: "${OPENAI_API_KEY}"}
              ollama: {dialect: openai, base-url: http://127.0.0.1:11434/v1, without: [stream_options]}
              claude: {dialect: anthropic, key: ak, anthropic-version: 2026-10-21}
              bedrock: {dialect: bedrock, region: eu-west-1}
            routes:
              - {model: "gpt-*", to: [openai]}
              - {model: fast, to: ["bedrock/amazon.nova-micro-v1:0"], stream: never}
            keys:
              - {name: web, sha256: "%s"}
            cors: {origins: ["http://localhost:3000"]}
            hosts: [gateway.example]
            limits: {dns: 1s, stall: 1500ms, total: 1h, drain: 0s, event-bytes: 1MiB, streams: 5}
            """
                .formatted("ab".repeat(32)),
            "OPENAI_API_KEY",
            "sk-1");

    assertThat(configuration.listen()).isEqualTo(new Address("0.0.0.0", 9000));
    assertThat(configuration.admin()).isEqualTo(new Address("::1", 9001));
    assertThat(names(configuration)).containsExactly("openai", "ollama", "claude", "bedrock");
    assertThat(configuration.routes())
        .containsExactly(
            new RouteEntry("gpt-*", List.of("openai"), false),
            new RouteEntry("fast", List.of("bedrock/amazon.nova-micro-v1:0"), true));
    assertThat(configuration.keys().get(0).name()).isEqualTo("web");
    assertThat(configuration.origins()).containsExactly("http://localhost:3000");
    assertThat(configuration.hosts()).containsExactly("gateway.example");
    assertThat(configuration.limits().provider().stall()).isEqualTo(Duration.ofMillis(1500));
    assertThat(configuration.limits().provider().total()).isEqualTo(Duration.ofHours(1));
    assertThat(configuration.limits().client().drain()).isZero();
    assertThat(configuration.limits().sizes().eventBytes()).isEqualTo(1 << 20);
    assertThat(configuration.limits().sizes().streams()).isEqualTo(5);
    assertThat(configuration.limits().provider().connect()).isEqualTo(Duration.ofSeconds(3));
  }

  @Test
  void givesEachDialectItsCredentialAndAddress() {
    var entries =
        valid(
                """
                providers:
                  a: {dialect: openai, key: k}
                  b: {dialect: openai, base-url: "http://h:1/v1"}
                  c: {dialect: anthropic, key: k}
                  d: {dialect: anthropic, key: k, anthropic-version: 2026-10-21}
                  e: {dialect: bedrock, region: eu-west-1}
                  f: {dialect: bedrock, region: eu-west-1, key: k}
                """)
            .providers();

    assertThat(entries)
        .extracting(e -> e.baseUrl().toString())
        .containsExactly(
            "https://api.openai.com/v1",
            "http://h:1/v1",
            "https://api.anthropic.com",
            "https://api.anthropic.com",
            "https://bedrock-runtime.eu-west-1.amazonaws.com",
            "https://bedrock-runtime.eu-west-1.amazonaws.com");
    assertThat(entries.get(0).access()).isInstanceOf(Access.Bearer.class);
    assertThat(entries.get(1).access()).isEqualTo(new Access.None());
    assertThat(entries.get(2).access())
        .isInstanceOfSatisfying(
            Access.Header.class, key -> assertThat(key.header()).isEqualTo("x-api-key"));
    assertThat(entries.get(3).access()).isInstanceOf(Access.Bearer.class);
    assertThat(entries.get(4).access()).isEqualTo(new Access.Aws("eu-west-1"));
    assertThat(entries.get(5).access()).isInstanceOf(Access.Bearer.class);
    assertThat(entries.toString()).doesNotContain("key=k");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "lisen: 127.0.0.1:1|1:1: unknown key 'lisen', did you mean 'listen'?",
        "frobnicate: 1|1:1: unknown key 'frobnicate'; known here: admin, admin-token,",
        "data: ./data|1:1: 'data' comes with a later version",
        "listen: 8080|1:9: 'listen' must be host:port",
        "listen: localhost:99999|1:9: 'listen' must be host:port",
        "listen:|1:8: 'listen' has no value",
        "listen: [a]|1:9: 'listen' must be a single value, found a list",
        "providers: {x: {dialect: opena, key: k}}|1:26: 'dialect' must be openai, anthropic or"
            + " bedrock (did you mean openai?)",
        "providers: {x: {dialect: azure, key: k}}|others come later",
        "providers: {x: {key: k}}|1:16: 'dialect' is missing here",
        "providers: {x: {dialect: openai}}|'key' or 'key-file' is missing here",
        "providers: {x: {dialect: openai, key: k, api: invoke}}|1:42: 'api' comes with a later"
            + " version",
        "providers: {x: {dialect: openai, key: k, api-version: v}}|'api-version' comes with",
        "providers: {x: {dialect: openai, key: k, region: r}}|'region' belongs to the dialect"
            + " bedrock only",
        "providers: {x: {dialect: bedrock}}|'region' is missing here",
        "providers: {x: {dialect: openai, key: '${NOPE}'}}|1:39: environment variable 'NOPE' is not"
            + " set",
        "providers: {x: {dialect: openai, key: 'a b'}}|printable ASCII",
        "providers: {x: {dialect: openai, base-url: 'ftp://h'}}|'base-url' must be http://host",
        "providers: {x: {dialect: openai, base-url: 'http://u:p@h'}}|found '…@h'",
        "providers: {x/y: {dialect: openai, key: k}}|a provider's name",
        "providers: {x: {dialect: anthropic, key: k, anthropic-version: 2024-01-01}}|2023-06-01 or"
            + " 2026-10-21",
        "providers: [a]|expected a mapping (key: value), found a list",
        "providers: {x: {dialect: openai, key: k}, x: {dialect: openai, key: k}}|'x' stands here a"
            + " second time",
        "routes: {}|1:9: 'routes' must be a list (- item), found a mapping",
        "routes: [{model: a, to: [opnai]}]|no provider 'opnai'",
        "routes: [{to: [demo]}]|'model' is missing here",
        "routes: [{model: a}]|'to' is missing here",
        "routes: [{model: a, to: [demo, demo/x]}]|'to' must be one provider or provider/model: a"
            + " second one would be for failover",
        "admin-token: short|'admin-token' must be 16 or more",
        "routes: [{model: a, to: []}]|'to' is an empty list",
        "routes: [{model: a, to: [demo], stream: always}]|'stream' must be 'never'",
        "routes: [{model: a, to: [demo], journal: disk}]|'journal' comes with",
        "keys: [{name: a, sha256: secret}]|64 hexadecimal digits",
        "keys: [{name: a}]|'sha256' is missing here",
        "keys: [{name: a, sha256: x, users: true}]|'users' comes with",
        "cors: {origins: ['*']}|'origins' must be scheme://host",
        "cors: {origin: x}|did you mean 'origins'?",
        "hosts: ['http://x']|'hosts' must be host names",
        "limits: {stal: 1s}|1:10: unknown key 'stal', did you mean 'stall'?",
        "limits: {stall: 1}|1:17: 'stall' must be a duration from 1ms to",
        "limits: {stall: 0s}|'stall' must be a duration",
        "limits: {stall: 9999999h}|'stall' must be a duration",
        "limits: {event-bytes: 25MiB}|'event-bytes' must be a size from 1KiB to 24MiB",
        "limits: {event-bytes: 25mb}|'event-bytes' must be a size",
        "limits: {bodies-bytes: 1MiB}|must not be less than 'body-bytes'",
        "limits: {streams: 0}|'streams' must be a number from 1",
        "a: [|this is not YAML",
        "? [a]: b|a key must be a plain name",
        "just text|expected a mapping"
      })
  void saysWhatIsWrongAndWhere(String textAndExpected) {
    int bar = textAndExpected.indexOf('|');
    var text = textAndExpected.substring(0, bar);
    var expected = textAndExpected.substring(bar + 1);

    assertThat(problems(text)).anySatisfy(problem -> assertThat(problem).contains(expected));
  }

  @Test
  void tellsEverythingAtOnceInTheOrderOfTheFile() {
    assertThat(
            problems(
                """
                listne: 127.0.0.1:1
                providers:
                  openai:
                    dialect: openai
                    keey: k
                limits:
                  stall: soon
                """))
        .satisfiesExactly(
            first -> assertThat(first).startsWith("sluice.yaml:1:1: unknown key 'listne'"),
            second -> assertThat(second).startsWith("sluice.yaml:4:5: 'key' or 'key-file'"),
            third -> assertThat(third).startsWith("sluice.yaml:5:5: unknown key 'keey'"),
            fourth -> assertThat(fourth).startsWith("sluice.yaml:7:10: 'stall' must be"));
  }

  @Test
  void neverPrintsAKey() {
    assertThat(
            problems("providers: {x: {dialect: openai, key: 'sk secret', base-url: 'x'}}")
                .toString())
        .doesNotContain("secret");
    assertThat(problems("keys: [{name: a, sha256: sk-secret}]").toString())
        .doesNotContain("sk-secret");
  }

  @Test
  void suggestsTheNearestProvider() {
    assertThat(problems(PROVIDERS + "routes: [{model: a, to: [olama/x]}]").toString())
        .contains("no provider 'olama', did you mean 'ollama'?");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "providers: {openai: {dialect: openai, key: ${OPENAI_API_KEY}}}",
        "providers: {openai: {key: ${OPENAI_API_KEY}, dialect: openai}}",
        "providers:\n  openai: {dialect: openai, key:${OPENAI_API_KEY}}",
        "hosts: [${OPENAI_API_KEY}]"
      })
  void hintsToQuoteAVariableWithinBraces(String text) {
    assertThat(problems(text, "OPENAI_API_KEY", "k").toString())
        .contains("must be quoted: \"${OPENAI_API_KEY}\"");
  }

  @Test
  void hintsAtNoQuotesWhereTheyStand() {
    assertThat(valid("hosts:\n  - ${H}", "H", "h").hosts()).containsExactly("h");
    assertThat(problems("{a: \"${H}\"").toString()).contains("not YAML").doesNotContain("quoted");
  }

  @Test
  void readsItsOwnDefaultsBack() {
    var configuration = valid(DefaultsPage.text());

    assertThat(configuration).isEqualTo(valid(""));
    assertThat(configuration.limits()).isEqualTo(Limits.defaults());
    assertThat(DefaultsPage.text())
        .contains("total: 15m", "event-bytes: 16MiB", "dns: 2s", "streams: 10000");
  }

  @Test
  void takesProvidersFromTheEnvironmentWhereTheFileNamesNone() {
    assertThat(names(valid("", "OPENAI_API_KEY", "k"))).containsExactly("openai");
    assertThat(names(valid("hosts: [x]", "OPENAI_API_KEY", "k"))).containsExactly("openai");
    assertThat(names(valid(PROVIDERS, "ANTHROPIC_API_KEY", "k")))
        .containsExactly("openai", "ollama");
    assertThat(valid("").demo()).isTrue();
    assertThat(valid("routes: [{model: a, to: [demo]}]").demo()).isTrue();
  }

  @Test
  void refusesKeyFilesThatOthersMayRead(@TempDir Path folder) throws IOException {
    var key = Files.writeString(folder.resolve("key"), "sk-file\n");
    var file =
        Files.writeString(
            folder.resolve("sluice.yaml"), "providers: {x: {dialect: openai, key-file: key}}");
    var reader = new ConfigurationReader(Map.of());

    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r-----"));
    assertThat(problems(reader.read(file)).toString())
        .contains("chmod 600")
        .doesNotContain("sk-file");

    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("r--------"));
    assertThat(reader.read(file))
        .isInstanceOfSatisfying(
            ConfigurationResult.Valid.class,
            valid ->
                assertThat(valid.configuration().providers().get(0).access())
                    .isInstanceOfSatisfying(
                        Access.Bearer.class,
                        bearer -> assertThat(bearer.key().reveal()).isEqualTo("sk-file")));
  }

  @Test
  void saysWhichFileIsMissing(@TempDir Path folder) {
    var reader = new ConfigurationReader(Map.of());

    assertThat(problems(reader.read(folder.resolve("no.yaml"))).toString())
        .contains("no.yaml: no such file");
    assertThat(problems(reader.read(folder)).toString()).contains("is not a file");
    assertThat(
            problems(reader.read(FILE, "providers: {x: {dialect: openai, key-file: /no/such/key}}"))
                .toString())
        .contains("is not there");
  }

  @Test
  void survivesDeepAndRecursiveFiles() {
    assertThat(problems("a: " + "[".repeat(100_000))).hasSize(1);
    assertThat(problems("a: &x [*x]")).hasSize(1);
    assertThat(problems("providers: &x {x: *x}")).isNotEmpty();
  }
}
