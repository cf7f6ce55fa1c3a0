package dev.sluice.gateway.admit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.chat.ErrorCode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SitesTest {

  private final Sites sites =
      new Sites("10.0.0.7", List.of("Gateway.Example"), List.of("http://localhost:3000"));

  private SiteVerdict check(Map<String, String> headers) {
    return sites.check("POST", headers);
  }

  private static void assertAllowed(SiteVerdict verdict) {
    assertThat(verdict).isInstanceOf(SiteVerdict.Allowed.class);
  }

  private static void assertRefused(SiteVerdict verdict, int status) {
    assertThat(verdict)
        .isInstanceOfSatisfying(
            SiteVerdict.Refused.class,
            refused -> {
              assertThat(refused.status()).isEqualTo(status);
              assertThat(refused.failure().code()).isEqualTo(ErrorCode.PERMISSION);
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost",
        "localhost:8080",
        "LOCALHOST:1",
        "127.0.0.1:8080",
        "[::1]",
        "[::1]:8080",
        "10.0.0.7:8080",
        "gateway.example"
      })
  void servesItsOwnNames(String host) {
    assertAllowed(check(Map.of("host", host)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evil.example",
        "localhost.evil.example",
        "127.0.0.1.evil.example:80",
        "",
        "[::2]:80",
        "10.0.0.8"
      })
  void sendsForeignNamesAway(String host) {
    assertRefused(check(Map.of("host", host)), 421);
  }

  @Test
  void servesPagesOfItsOwn() {
    assertAllowed(check(Map.of("host", "localhost:8080", "origin", "http://localhost:8080")));
    assertAllowed(check(Map.of("host", "gateway.example", "origin", "https://Gateway.example")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "http://localhost:8081",
        "http://localhost",
        "https://evil.example",
        "file://"
      })
  void refusesForeignPages(String origin) {
    assertRefused(check(Map.of("host", "localhost:8080", "origin", origin)), 403);
    assertRefused(
        sites.check(
            "OPTIONS",
            Map.of(
                "host",
                "localhost:8080",
                "origin",
                origin,
                "access-control-request-method",
                "POST")),
        403);
  }

  @Test
  void tellsConfiguredPagesThatTheyMayRead() {
    var verdict = check(Map.of("host", "localhost:8080", "origin", "http://localhost:3000"));

    assertThat(verdict)
        .isInstanceOfSatisfying(
            SiteVerdict.Allowed.class,
            allowed ->
                assertThat(allowed.headers())
                    .containsEntry("access-control-allow-origin", "http://localhost:3000")
                    .containsEntry("vary", "Origin")
                    .containsKey("access-control-expose-headers"));
  }

  @Test
  void answersPreflightsOfConfiguredPages() {
    var verdict =
        sites.check(
            "OPTIONS",
            Map.of(
                "host",
                "localhost:8080",
                "origin",
                "http://localhost:3000",
                "access-control-request-method",
                "POST",
                "access-control-request-headers",
                "authorization,x-stainless-lang"));

    assertThat(verdict)
        .isInstanceOfSatisfying(
            SiteVerdict.Preflight.class,
            preflight ->
                assertThat(preflight.headers())
                    .containsEntry("access-control-allow-origin", "http://localhost:3000")
                    .containsEntry("access-control-allow-headers", "authorization,x-stainless-lang")
                    .containsEntry("access-control-allow-methods", "GET, POST, OPTIONS"));
  }

  @Test
  void repeatsNoHeaderListThatIsNone() {
    var verdict =
        sites.check(
            "OPTIONS",
            Map.of(
                "host",
                "localhost",
                "origin",
                "http://localhost:3000",
                "access-control-request-method",
                "POST",
                "access-control-request-headers",
                "a\r\nset-cookie: x"));

    assertThat(verdict)
        .isInstanceOfSatisfying(
            SiteVerdict.Preflight.class,
            preflight ->
                assertThat(preflight.headers().get("access-control-allow-headers"))
                    .startsWith("authorization"));
  }
}
