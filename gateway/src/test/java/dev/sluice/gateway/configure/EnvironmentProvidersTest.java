package dev.sluice.gateway.configure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class EnvironmentProvidersTest {

  private static List<ProviderEntry> entries(Map<String, String> environment) {
    return switch (new ConfigurationReader(environment).read()) {
      case ConfigurationResult.Valid valid -> valid.configuration().providers();
      case ConfigurationResult.Invalid invalid ->
          throw new AssertionError(invalid.problems().toString());
    };
  }

  @Test
  void findsNothingWithoutKeys() {
    assertThat(entries(Map.of())).isEmpty();
    assertThat(entries(Map.of("OPENAI_BASE_URL", "http://h/v1", "AWS_REGION", "us-east-1")))
        .isEmpty();
    assertThat(entries(Map.of("OPENAI_API_KEY", " ", "AWS_PROFILE", "p"))).isEmpty();
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
