package dev.sluice.gateway.operate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.gateway.admit.Sites;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AdminGateTest {

  private static final Sites HERE = new Sites("127.0.0.1", List.of("ops.example"), List.of());
  private static final Sites THERE = new Sites("0.0.0.0", List.of("ops.example"), List.of());

  private final AdminGate loopback = new AdminGate(HERE, false, Optional.empty());
  private final AdminGate beyond = new AdminGate(THERE, true, Optional.of("a-token-of-its-own"));

  private static int status(AdminGate gate, Map<String, String> headers) {
    return gate.judge("GET", headers, false).map(AdminGate.Refused::status).orElse(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1:8081", "localhost", "[::1]:1", "ops.example:8081"})
  void answersForItsOwnHosts(String host) {
    assertThat(status(loopback, Map.of("host", host))).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"evil.example:8081", "", "10.0.0.1:8081", "127.0.0.1.evil.example"})
  void refusesHostsThatAreNotItsOwn(String host) {
    assertThat(status(loopback, Map.of("host", host))).isEqualTo(421);
  }

  @Test
  void refusesPagesOfOtherOrigins() {
    var headers = Map.of("host", "localhost:8081", "origin", "http://evil.example");

    assertThat(status(loopback, headers)).isEqualTo(403);
    assertThat(loopback.judge("OPTIONS", headers, false)).isPresent();
  }

  @Test
  void wantsItsOwnTokenBeyondLoopback() {
    assertThat(status(beyond, Map.of("host", "10.0.0.1:8081"))).isEqualTo(401);
    assertThat(
            status(
                beyond,
                Map.of("host", "10.0.0.1:8081", "authorization", "Bearer a-token-of-its-owm")))
        .isEqualTo(401);
    assertThat(
            status(
                beyond,
                Map.of("host", "10.0.0.1:8081", "authorization", "bearer a-token-of-its-own")))
        .isEqualTo(200);
    assertThat(status(beyond, Map.of("host", "10.0.0.1", "x-api-key", "a-token-of-its-own")))
        .isEqualTo(401);
    assertThat(beyond.judge("GET", Map.of("host", "10.0.0.1"), false).orElseThrow().message())
        .contains("admin-token:", "keys of clients do not count")
        .doesNotContain("a-token-of-its-own");
  }

  @Test
  void tellsThatItIsThereWithoutTheToken() {
    assertThat(beyond.judge("GET", Map.of("host", "10.0.0.1:8081"), true)).isEmpty();
    assertThat(beyond.judge("GET", Map.of("host", "evil.example"), true)).isPresent();
  }
}
