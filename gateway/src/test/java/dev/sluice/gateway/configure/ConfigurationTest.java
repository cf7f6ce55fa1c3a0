package dev.sluice.gateway.configure;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ConfigurationTest {

  private static final String KEYS = "keys: [{name: a, sha256: \"" + "ab".repeat(32) + "\"}]\n";

  private static Configuration read(String text) {
    return switch (new ConfigurationReader(Map.of()).read(Path.of("f"), text)) {
      case ConfigurationResult.Valid valid -> valid.configuration();
      case ConfigurationResult.Invalid invalid ->
          throw new AssertionError(invalid.problems().toString());
    };
  }

  private static List<String> refusals(String text) {
    return read(text).refusals();
  }

  @Test
  void servesLoopbackWithoutKeys() {
    assertThat(refusals("")).isEmpty();
    assertThat(refusals("{listen: \"localhost:1\", admin: \"[::1]:2\"}")).isEmpty();
    assertThat(refusals("listen: 127.0.0.2:1")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.0.0.0:8080",
        "\"[::]:8080\"",
        "10.0.0.1:80",
        "gateway.example:80",
        "127.evil:80"
      })
  void refusesOtherAddressesWithoutKeys(String listen) {
    assertThat(refusals("listen: " + listen))
        .singleElement()
        .asString()
        .contains("without API keys");
    assertThat(refusals(KEYS + "listen: " + listen)).isEmpty();
  }

  @Test
  void wantsATokenOfItsOwnForAdminPagesBeyondLoopback() {
    assertThat(refusals(KEYS + "admin: 0.0.0.0:8081"))
        .singleElement()
        .asString()
        .contains("admin-token:")
        .doesNotContain("keys:");
    assertThat(refusals("{admin: \"0.0.0.0:8081\", admin-token: 0123456789abcdef}")).isEmpty();
    assertThat(read("admin-token: 0123456789abcdef").toString()).doesNotContain("0123456789abcdef");
  }

  @Test
  void becomesTheDemoWhenAsked() {
    var demo =
        read("{providers: {x: {dialect: openai, key: k}}, routes: [{model: a, to: [x]}], hosts:"
                + " [h]}")
            .asDemo();

    assertThat(demo.demo()).isTrue();
    assertThat(demo.routes()).isEmpty();
    assertThat(demo.hosts()).containsExactly("h");
    assertThat(demo.refusals()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1:8080/v1",
        "http://localhost:8080/v1",
        "http://[::1]:8080",
        "http://127.0.0.1:8081"
      })
  void refusesItsOwnAddressAsAProvider(String url) {
    assertThat(refusals("providers: {x: {dialect: openai, base-url: \"" + url + "\"}}"))
        .singleElement()
        .asString()
        .contains("provider x", "our own listener");
  }

  @Test
  void takesAnotherPortForAnotherServer() {
    assertThat(refusals("providers: {x: {dialect: openai, base-url: \"http://127.0.0.1:8082\"}}"))
        .isEmpty();
    assertThat(refusals("providers: {x: {dialect: openai, base-url: \"http://10.0.0.1:8080\"}}"))
        .isEmpty();
  }

  @Test
  void looksAgainWhenThePortIsKnown() {
    var free =
        read(
            "{listen: \"127.0.0.1:0\", providers: {x: {dialect: openai, base-url:"
                + " \"http://127.0.0.1:4711\"}}}");

    assertThat(free.refusals()).isEmpty();
    assertThat(free.bound(4711, 4712).refusals()).hasSize(1);
  }

  @Test
  void letsTheCommandLineWin() {
    var changed = read("").listening(Optional.of("::1"), Optional.of(0), Optional.of(1));

    assertThat(changed.listen()).hasToString("[::1]:0");
    assertThat(changed.admin()).hasToString("127.0.0.1:1");
    assertThat(
            read("")
                .listening(Optional.of("0.0.0.0"), Optional.empty(), Optional.empty())
                .refusals())
        .hasSize(1);
    assertThat(read("").listening(Optional.empty(), Optional.of(8081), Optional.empty()).refusals())
        .singleElement()
        .asString()
        .contains("same address");
  }
}
