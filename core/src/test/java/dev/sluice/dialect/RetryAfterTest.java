package dev.sluice.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryAfterTest {

  private static final String NOW = "Sat, 28 Nov 2026 18:00:00 GMT";

  @ParameterizedTest
  @CsvSource({
    "2,,2000",
    "1.5,,1500",
    "' 2 ',,2000",
    "0,,0",
    "86400,,86400000",
    "287441,,287441000",
    "99999999,,",
    "-1,,",
    "1e99,,",
    "soon,,",
    "'Sat, 28 Nov 2026 18:00:05 GMT',,5000",
    "'Sat, 28 Nov 2026 17:59:59 GMT',,",
    "2,250,250",
    "2,never,2000"
  })
  void readsWhatMakesSense(String seconds, String exact, Long millis) {
    var headers = new HashMap<>(Map.of("retry-after", seconds, "date", NOW));
    if (exact != null) {
      headers.put("x-exact", exact);
    }

    assertThat(RetryAfter.millis(new ProviderHead(429, headers), "x-exact")).isEqualTo(millis);
  }

  @Test
  void aDateCountsOnlyAgainstTheAnswersOwn() {
    assertThat(RetryAfter.millis(new ProviderHead(429, Map.of("retry-after", NOW)), "x-exact"))
        .isNull();
  }

  @Test
  void asksInWholeSecondsRoundedUpAndExactly() {
    var headers = new LinkedHashMap<String, String>();

    RetryAfter.put(headers, 1_001L, "x-exact");

    assertThat(headers)
        .containsExactly(Map.entry("retry-after", "2"), Map.entry("x-exact", "1001"));
  }

  @Test
  void asksForNothingWhenNothingIsKnown() {
    var headers = new LinkedHashMap<String, String>();

    RetryAfter.put(headers, null, "x-exact");

    assertThat(headers).isEmpty();
  }
}
