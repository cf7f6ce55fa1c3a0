package dev.sluice.dialect.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.dialect.ProviderHead;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RateLimitsTest {

  private static final OpenAiDialect DIALECT = new OpenAiDialect();

  @Test
  void limitsReachTheOwnProtocolAsTheyCameAndNothingElseDoes() {
    var head =
        new ProviderHead(
            429,
            Map.of(
                "x-ratelimit-reset-tokens", "6m0s",
                "x-ratelimit-odd", "\u0001",
                "set-cookie", "a=b"));

    assertThat(DIALECT.limits(DIALECT.limits(head)))
        .isEqualTo(Map.of("x-ratelimit-reset-tokens", "6m0s"));
  }
}
