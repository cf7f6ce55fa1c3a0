package dev.sluice.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.chat.ErrorCode;
import dev.sluice.dialect.Protocol;
import dev.sluice.dialect.Protocols;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RouterTest {

  private static Router router(Route... routes) {
    return new Router(List.of(routes), providers("openai", "anthropic", "bedrock"));
  }

  private static Map<String, Protocol> providers(String... names) {
    var providers = new LinkedHashMap<String, Protocol>();
    for (var name : names) {
      providers.put(name, Protocols.named(name).orElseGet(Protocols::first));
    }
    return providers;
  }

  private static List<Candidate> found(Router router, String model) {
    return switch (router.resolve(model)) {
      case Resolution.Found found -> found.candidates();
      case Resolution.NotFound notFound -> throw new AssertionError(notFound.failure().message());
    };
  }

  private static String notFound(Router router, String model) {
    return switch (router.resolve(model)) {
      case Resolution.Found found -> throw new AssertionError(found);
      case Resolution.NotFound notFound -> {
        assertThat(notFound.failure().code()).isEqualTo(ErrorCode.NOT_FOUND);
        yield notFound.failure().message();
      }
    };
  }

  @Test
  void takesTheFirstRouteThatMatches() {
    var router =
        router(
            new Route("gpt-4*", List.of("bedrock"), false),
            new Route("gpt-*", List.of("anthropic", "openai"), true));

    assertThat(found(router, "gpt-4o")).containsExactly(new Candidate("bedrock", "gpt-4o", false));
    assertThat(found(router, "gpt-5"))
        .containsExactly(
            new Candidate("anthropic", "gpt-5", true), new Candidate("openai", "gpt-5", true));
  }

  @Test
  void renamesTheModelWhereTheTargetNamesOne() {
    var router =
        router(new Route("fast", List.of("bedrock/amazon.nova-micro-v1:0", "openai/a/b"), false));

    assertThat(found(router, "fast"))
        .containsExactly(
            new Candidate("bedrock", "amazon.nova-micro-v1:0", false),
            new Candidate("openai", "a/b", false));
  }

  @Test
  void putsARouteBeforeAProviderPrefix() {
    var router = router(new Route("openai/x", List.of("anthropic/y"), false));

    assertThat(found(router, "openai/x")).containsExactly(new Candidate("anthropic", "y", false));
    assertThat(found(router, "openai/z")).containsExactly(new Candidate("openai", "z", false));
  }

  @ParameterizedTest
  @CsvSource({
    "gpt-5.2, openai",
    "chatgpt-4o-latest, openai",
    "o3-mini, openai",
    "o1, openai",
    "claude-sonnet-5, anthropic",
    "anthropic.claude-3-haiku-20240307-v1:0, bedrock",
    "us.anthropic.claude-sonnet-4-20250514-v1:0, bedrock",
    "us-gov.anthropic.claude-3-haiku, bedrock",
    "eu.amazon.nova-lite-v1:0, bedrock",
    "meta.llama3-1-8b-instruct-v1:0, bedrock",
    "mistral.mixtral-8x7b, bedrock",
    "ai21.jamba-1-5-mini-v1:0, bedrock",
    "arn:aws:bedrock:us-east-1:123456789012:inference-profile/x, bedrock",
    "arn:aws-us-gov:bedrock:us-gov-west-1:123456789012:provisioned-model/x, bedrock"
  })
  void knowsFamiliesByTheirShape(String model, String provider) {
    assertThat(found(router(), model)).containsExactly(new Candidate(provider, model, false));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"llama3.1", "olmo-2", "o", "qwen2.5-coder", "claude", "mixtral", "x.", ".x"})
  void takesOtherNamesForNoProtocol(String model) {
    assertThat(notFound(router(), model)).contains(model);
  }

  @Test
  void sendsAModelToTheProviderOfItsProtocolsName() {
    var router = new Router(List.of(), providers("ollama", "openai", "anthropic"));
    var without = new Router(List.of(), providers("ollama", "vllm", "anthropic"));

    assertThat(found(router, "gpt-5")).containsExactly(new Candidate("openai", "gpt-5", false));
    assertThat(found(without, "gpt-5")).containsExactly(new Candidate("ollama", "gpt-5", false));
  }

  @Test
  void sendsEverythingToTheOnlyProvider() {
    var router = new Router(List.of(), providers("ollama"));

    assertThat(found(router, "claude-3"))
        .containsExactly(new Candidate("ollama", "claude-3", false));
    assertThat(found(router, "meta/llama"))
        .containsExactly(new Candidate("ollama", "meta/llama", false));
    assertThat(found(router, "ollama/llama"))
        .containsExactly(new Candidate("ollama", "llama", false));
  }

  @Test
  void saysWhatIsConfiguredWhereNobodyServesTheName() {
    assertThat(notFound(router(), "llama")).contains("'llama'", "openai, anthropic, bedrock");
    assertThat(notFound(router(), "")).contains("names no model");
    assertThat(notFound(router(), "x".repeat(100_000))).hasSizeLessThan(400);
    assertThat(notFound(router(), "openai/")).contains("'openai/'");
  }

  @Test
  void listsWhatRoutesName() {
    var router =
        router(
            new Route("gpt-*", List.of("openai"), false),
            new Route("fast", List.of("bedrock/amazon.nova-micro-v1:0", "openai"), false),
            new Route("best", List.of("anthropic/claude-opus"), false));

    assertThat(router.models())
        .startsWith(
            new ModelEntry("fast", "bedrock"),
            new ModelEntry("best", "anthropic"),
            new ModelEntry("bedrock/amazon.nova-micro-v1:0", "bedrock"),
            new ModelEntry("anthropic/claude-opus", "anthropic"),
            new ModelEntry("gpt-*", "openai"));
  }

  @Test
  void listsWhatElseANameCanReach() {
    assertThat(router().models())
        .contains(
            new ModelEntry("gpt-*", "openai"),
            new ModelEntry("claude-*", "anthropic"),
            new ModelEntry("amazon.*", "bedrock"),
            new ModelEntry("openai/*", "openai"),
            new ModelEntry("bedrock/*", "bedrock"))
        .doesNotContain(new ModelEntry("*", "openai"));
    assertThat(new Router(List.of(), Map.of("only", Protocols.first())).models())
        .contains(new ModelEntry("only/*", "only"), new ModelEntry("*", "only"));
  }

  @Test
  void listsNoPatternThatItWouldNotResolve() {
    for (var entry : router().models()) {
      var name = entry.id().replace("*", "x0");
      assertThat(found(router(), name).get(0).provider()).as(name).isEqualTo(entry.provider());
    }
  }
}
