package dev.sluice.gateway.configure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class EnvironmentProvidersTest {

  private static List<ProviderEntry> entries(Map<String, String> environment) {
    return switch (new ConfigurationReader(environment).read()) {
      case ConfigurationResult.Valid valid -> valid.configuration().providers();
      case ConfigurationResult.Invalid invalid ->
          throw new AssertionError(invalid.problems().toString());
    };
  }

  private static Configuration read(String... pairs) {
    var environment = new HashMap<String, String>();
    for (int i = 0; i < pairs.length; i += 2) {
      environment.put(pairs[i], pairs[i + 1]);
    }
    return switch (new ConfigurationReader(environment).read()) {
      case ConfigurationResult.Valid valid -> valid.configuration();
      case ConfigurationResult.Invalid invalid ->
          throw new AssertionError(invalid.problems().toString());
    };
  }

  @Test
  void isTheDemoWhereNothingIsSet() {
    assertThat(read("PATH", "/bin", "HOME", "/root", "OPENAI_API_KEY", " ").refusals()).isEmpty();
    assertThat(read("OPENAI_ORG_ID", "o", "AWS_CONFIG_FILE", "f").refusals()).isEmpty();
    assertThat(read("SLUICE_SHARED", "x", "OPENAI_LOG", "debug").refusals()).isEmpty();
  }

  @Test
  void takesAnAddressWithoutAKey() {
    var entries = entries(Map.of("OPENAI_BASE_URL", "http://127.0.0.1:11434/v1"));

    assertThat(entries.get(0).name()).isEqualTo("openai");
    assertThat(entries.get(0).baseUrl()).hasToString("http://127.0.0.1:11434/v1");
    assertThat(entries.get(0).access()).isEqualTo(new Access.None());
  }

  @ParameterizedTest
  @CsvSource({
    "AWS_ACCESS_KEY_ID, AWS_REGION",
    "AWS_BEARER_TOKEN_BEDROCK, AWS_REGION",
    "AWS_PROFILE, AWS_REGION",
    "AWS_REGION, AWS_ACCESS_KEY_ID",
    "AWS_DEFAULT_REGION, AWS_PROFILE",
    "AWS_ENDPOINT_URL_BEDROCK_RUNTIME, AWS_REGION",
    "AWS_SECRET_ACCESS_KEY, AWS_ACCESS_KEY_ID",
    "ANTHROPIC_BASE_URL, ANTHROPIC_API_KEY",
    "ANTHROPIC_AUTH_TOKEN, ANTHROPIC_API_KEY",
    "OPENAI_APIKEY, OPENAI_API_KEY",
    "OPENAI_API_KEYS, OPENAI_API_KEY",
    "OPEN_AI_API_KEY, OPENAI_API_KEY",
    "OPENIA_API_KEY, OPENAI_API_KEY",
    "OPENAI_KEY, OPENAI_API_KEY",
    "openai_api_key, OPENAI_API_KEY",
    "OPENAI_API_BASE, OPENAI_BASE_URL",
    "ANTHROPIC_APIKEY, ANTHROPIC_API_KEY",
    "ANTROPIC_API_KEY, ANTHROPIC_API_KEY",
    "AWS_REGOIN, AWS_REGION"
  })
  void saysWhatIsHalfSetAndIsNotTheDemo(String set, String missing) {
    var configuration = read(set, "a-value-canary");

    assertThat(configuration.refusals()).anySatisfy(line -> assertThat(line).contains(missing));
    assertThat(configuration.refusals().getLast()).contains("--demo");
    assertThat(configuration.refusals().toString()).doesNotContain("canary");
    assertThat(configuration.asDemo().refusals()).isEmpty();
  }

  @Test
  void servesWhatIsWholeAndTellsOfTheRest() {
    var configuration = read("OPENAI_API_KEY", "k", "AWS_PROFILE", "p");

    assertThat(configuration.refusals()).isEmpty();
    assertThat(configuration.hints()).singleElement().asString().contains("AWS_REGION");
    assertThat(read("OPENAI_API_KEY", "k", "OPENAI_KEY", "k").hints()).isEmpty();
  }

  @Test
  void namesProvidersAsTheirDialects() {
    var entries =
        entries(
            Map.of(
                "OPENAI_API_KEY", "k",
                "ANTHROPIC_API_KEY", "k",
                "ANTHROPIC_BASE_URL", "http://h:1/",
                "AWS_DEFAULT_REGION", "eu-west-1",
                "AWS_PROFILE", "p"));

    assertThat(entries)
        .extracting(ProviderEntry::name)
        .containsExactly("openai", "anthropic", "bedrock");
    assertThat(entries)
        .extracting(entry -> entry.baseUrl().toString())
        .containsExactly(
            "https://api.openai.com/v1",
            "http://h:1",
            "https://bedrock-runtime.eu-west-1.amazonaws.com");
    assertThat(entries.get(2).access()).isEqualTo(new Access.Aws("eu-west-1"));
  }

  @Test
  void prefersABedrockKey() {
    var entries =
        entries(
            Map.of(
                "AWS_REGION", "us-east-1",
                "AWS_BEARER_TOKEN_BEDROCK", "k",
                "AWS_ENDPOINT_URL_BEDROCK_RUNTIME", "http://127.0.0.1:9"));

    assertThat(entries.get(0).access()).isInstanceOf(Access.Bearer.class);
    assertThat(entries.get(0).baseUrl()).hasToString("http://127.0.0.1:9");
  }

  @Test
  void saysWhichVariableIsWrong() {
    var result =
        new ConfigurationReader(Map.of("OPENAI_API_KEY", "k", "OPENAI_BASE_URL", "localhost:80"))
            .read();

    assertThat(result)
        .isInstanceOfSatisfying(
            ConfigurationResult.Invalid.class,
            invalid ->
                assertThat(invalid.problems().toString())
                    .contains("OPENAI_BASE_URL: must be http"));
  }
}
