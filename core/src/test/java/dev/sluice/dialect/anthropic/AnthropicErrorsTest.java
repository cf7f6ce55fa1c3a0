package dev.sluice.dialect.anthropic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.chat.ErrorCode;
import dev.sluice.chat.Failure;
import dev.sluice.dialect.ProviderHead;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AnthropicErrorsTest {

  private static Failure failure(int status, Map<String, String> headers, String body) {
    return Answers.DIALECT.failure(
        new ProviderHead(status, headers), body.getBytes(UTF_8), List.of("sk-ant-key"));
  }

  private static String error(String type, String message) {
    return "{\"type\":\"error\",\"error\":{\"type\":\""
        + type
        + "\",\"message\":\""
        + message
        + "\"}}";
  }

  @ParameterizedTest
  @CsvSource({
    "400,invalid_request_error,INVALID_REQUEST,400,invalid_request_error",
    "401,authentication_error,UPSTREAM_ERROR,502,api_error",
    "403,permission_error,UPSTREAM_ERROR,502,api_error",
    "402,billing_error,BILLING,402,billing_error",
    "404,not_found_error,NOT_FOUND,404,not_found_error",
    "408,timeout_error,UPSTREAM_TIMEOUT,504,timeout_error",
    "409,conflict_error,CONFLICT,409,conflict_error",
    "413,request_too_large,TOO_LARGE,413,request_too_large",
    "422,invalid_request_error,INVALID_REQUEST,400,invalid_request_error",
    "429,rate_limit_error,RATE_LIMITED,429,rate_limit_error",
    "500,api_error,UPSTREAM_ERROR,502,api_error",
    "503,overloaded_error,OVERLOADED,529,overloaded_error",
    "504,timeout_error,UPSTREAM_TIMEOUT,504,timeout_error",
    "529,overloaded_error,OVERLOADED,529,overloaded_error",
    "302,x,UPSTREAM_PROTOCOL,502,api_error"
  })
  void statusBecomesACodeAndAStatusAgain(
      int status, String type, ErrorCode code, int answered, String answeredType) {
    var failure = failure(status, Map.of(), error(type, "why"));
    var answer = Answers.DIALECT.error(failure, "req_1");

    assertThat(failure.code()).isEqualTo(code);
    assertThat(answer.status()).isEqualTo(answered);
    assertThat(new String(answer.body(), UTF_8))
        .startsWith("{\"type\":\"error\",\"error\":{\"type\":\"" + answeredType + "\",")
        .endsWith(",\"request_id\":\"req_1\"}");
    assertThat(answer.headers().containsKey("x-should-retry"))
        .isEqualTo(status == 401 || status == 403);
  }

  @Test
  void keyIsTakenOutOfWhatTheProviderSays() {
    var failure =
        failure(400, Map.of("request-id", "req_9"), error("invalid_request_error", "sk-ant-key!"));

    assertThat(failure.message()).isEqualTo("[redacted]!");
    assertThat(failure.detail()).startsWith("status 400: ").doesNotContain("sk-ant-key");
    assertThat(failure.requestId()).isEqualTo("req_9");
  }

  @Test
  void longPromptIsItsOwnCode() {
    assertThat(failure(400, Map.of(), error("x", "prompt is too long: 1 > 0")).code())
        .isEqualTo(ErrorCode.CONTEXT_LENGTH);
  }

  @Test
  void pageInsteadOfJsonIsReadByItsStatus() {
    var failure = failure(502, Map.of(), "<html>");

    assertThat(failure.code()).isEqualTo(ErrorCode.UPSTREAM_ERROR);
    assertThat(failure.message()).doesNotContain("html");
    assertThat(failure.providerType()).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "retry-after,2,2000",
    "retry-after,-1,",
    "retry-after,1e99,",
    "retry-after,99999999999999999999,",
    "retry-after-ms,1500,1500",
    "retry-after,'Sat, 28 Nov 2026 18:00:05 GMT',5000",
    "retry-after,'Sat, 28 Nov 2026 17:00:00 GMT',"
  })
  void waitIsReadWhereItMakesSense(
      String header, String value, @org.jspecify.annotations.Nullable Long millis) {
    var headers = new HashMap<String, String>();
    headers.put("date", "Sat, 28 Nov 2026 18:00:00 GMT");
    headers.put(header, value);

    var failure = failure(429, headers, "{}");

    assertThat(failure.retryAfterMs()).isEqualTo(millis);
    assertThat(Answers.DIALECT.error(failure, "r").headers().get("retry-after"))
        .isEqualTo(millis == null ? null : Long.toString((millis + 999) / 1000));
  }
}
