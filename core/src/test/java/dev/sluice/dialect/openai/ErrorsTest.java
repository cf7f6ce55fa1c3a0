package dev.sluice.dialect.openai;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.chat.ErrorCode;
import dev.sluice.chat.Failure;
import dev.sluice.dialect.ErrorAnswer;
import dev.sluice.dialect.ProviderHead;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Errors of providers and for clients. */
class ErrorsTest {

  private static final OpenAiDialect DIALECT = new OpenAiDialect();

  private static Failure read(int status, String body, Map<String, String> headers) {
    return DIALECT.failure(
        new ProviderHead(status, headers), body.getBytes(UTF_8), List.of("sk-secret"));
  }

  private static Failure read(int status, String body) {
    return read(status, body, Map.of());
  }

  @ParameterizedTest
  @CsvSource({
    "400,INVALID_REQUEST",
    "401,UPSTREAM_ERROR",
    "402,BILLING",
    "403,UPSTREAM_ERROR",
    "404,NOT_FOUND",
    "408,UPSTREAM_TIMEOUT",
    "409,CONFLICT",
    "413,TOO_LARGE",
    "418,INVALID_REQUEST",
    "422,INVALID_REQUEST",
    "429,RATE_LIMITED",
    "500,UPSTREAM_ERROR",
    "503,OVERLOADED",
    "504,UPSTREAM_TIMEOUT",
    "529,OVERLOADED",
    "302,UPSTREAM_PROTOCOL"
  })
  void readsTheStatus(int status, ErrorCode code) {
    assertThat(read(status, "<html>").code()).isEqualTo(code);
  }

  @Test
  void refinesTheStatusByTheWordsOfTheProvider() {
    assertThat(read(400, "{\"error\":{\"code\":\"context_length_exceeded\"}}").code())
        .isEqualTo(ErrorCode.CONTEXT_LENGTH);
    assertThat(read(400, "{\"error\":{\"code\":\"content_filter\",\"message\":\"no\"}}").code())
        .isEqualTo(ErrorCode.CONTENT_FILTER);
    assertThat(read(429, "{\"error\":{\"type\":\"insufficient_quota\"}}").code())
        .isEqualTo(ErrorCode.BILLING);
  }

  @Test
  void redactsOurKeyEverywhere() {
    var failure = read(401, "{\"error\":{\"message\":\"bad sk-secret\",\"code\":\"sk-secret\"}}");

    assertThat(failure.toString()).doesNotContain("sk-secret");
    assertThat(failure.message()).contains("refused the gateway's credentials");
    assertThat(read(400, "{\"error\":{\"message\":\"bad sk-secret\"}}").message())
        .isEqualTo("bad [redacted]");
  }

  @ParameterizedTest
  @CsvSource({
    "retry-after,2,2000",
    "retry-after,1.5,1500",
    "retry-after-ms,250,250",
    "retry-after,-1,",
    "retry-after,1e99,",
    "retry-after,soon,"
  })
  void readsHowLongToWait(String name, String value, Long millis) {
    assertThat(read(429, "{}", Map.of(name, value)).retryAfterMs()).isEqualTo(millis);
  }

  @Test
  void measuresADateAgainstTheAnswersOwn() {
    var until = "Sat, 28 Nov 2026 18:00:30 GMT";
    var now = "Sat, 28 Nov 2026 18:00:00 GMT";

    assertThat(read(429, "", Map.of("retry-after", until, "date", now)).retryAfterMs())
        .isEqualTo(30_000);
    assertThat(read(429, "", Map.of("retry-after", now, "date", until)).retryAfterMs()).isNull();
    assertThat(read(429, "", Map.of("retry-after", until)).retryAfterMs()).isNull();
  }

  private static String text(ErrorAnswer answer) {
    return new String(answer.body(), UTF_8);
  }

  @Test
  void tellsClientsWhatTheirSdkUnderstands() {
    var limited = new Failure(ErrorCode.RATE_LIMITED, "slow", null, "x", null, 429, 1_500L, null);

    var answer = DIALECT.error(limited, "req_1");

    assertThat(answer.status()).isEqualTo(429);
    assertThat(answer.headers()).isEqualTo(Map.of("retry-after", "2", "retry-after-ms", "1500"));
    assertThat(text(answer))
        .isEqualTo(
            "{\"error\":{\"message\":\"slow\",\"type\":\"requests\",\"param\":null,"
                + "\"code\":\"rate_limit_exceeded\"}}");
  }

  @Test
  void namesTheFieldAndKeepsTheWordOfOpenAi() {
    var failure =
        new Failure(
            ErrorCode.INVALID_REQUEST, "m", null, "unsupported_value", "n", 400, null, null);

    assertThat(text(DIALECT.error(failure, "r")))
        .isEqualTo(
            "{\"error\":{\"message\":\"m\",\"type\":\"invalid_request_error\",\"param\":\"n\","
                + "\"code\":\"unsupported_value\"}}");
  }

  @Test
  void stopsRetriesThatCannotHelp() {
    var ours = read(401, "{}");
    var theirs = read(500, "{}");
    var broke = read(402, "{}");

    assertThat(DIALECT.error(ours, "r").status()).isEqualTo(502);
    assertThat(DIALECT.error(ours, "r").headers()).containsEntry("x-should-retry", "false");
    assertThat(DIALECT.error(theirs, "r").headers()).isEmpty();
    assertThat(DIALECT.error(broke, "r").status()).isEqualTo(429);
    assertThat(DIALECT.error(broke, "r").headers()).containsEntry("x-should-retry", "false");
    assertThat(text(DIALECT.error(broke, "r"))).contains("\"code\":\"insufficient_quota\"");
  }

  @ParameterizedTest
  @EnumSource
  void hasAFormForEveryCode(ErrorCode code) {
    var answer = DIALECT.error(Failure.of(code, "m"), "r");

    assertThat(answer.status()).isBetween(400, 599);
    assertThat(text(answer)).startsWith("{\"error\":{\"message\":\"m\",\"type\":\"");
  }
}
