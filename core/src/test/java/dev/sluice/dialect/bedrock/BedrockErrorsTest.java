package dev.sluice.dialect.bedrock;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.chat.ErrorCode;
import dev.sluice.chat.Failure;
import dev.sluice.dialect.ProviderHead;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class BedrockErrorsTest {

  private static Failure read(int status, String type, String body, String... secrets) {
    var head =
        new ProviderHead(
            status,
            Map.of("x-amzn-errortype", type, "x-amzn-requestid", "r-1", "retry-after", "2"));
    return Answers.DIALECT.failure(head, body.getBytes(UTF_8), List.of(secrets));
  }

  @ParameterizedTest
  @CsvSource({
    "400, ValidationException, INVALID_REQUEST",
    "400, ThrottlingException, RATE_LIMITED",
    "400, ConflictException, CONFLICT",
    "401, '', UPSTREAM_ERROR",
    "403, AccessDeniedException:http://x, UPSTREAM_ERROR",
    "404, ResourceNotFoundException, NOT_FOUND",
    "408, ModelTimeoutException, UPSTREAM_TIMEOUT",
    "413, '', TOO_LARGE",
    "424, ModelErrorException, UPSTREAM_ERROR",
    "429, ModelNotReadyException, OVERLOADED",
    "429, '', RATE_LIMITED",
    "500, InternalServerException, UPSTREAM_ERROR",
    "500, ThrottlingException, RATE_LIMITED",
    "502, '', UPSTREAM_ERROR",
    "503, ServiceUnavailableException, OVERLOADED",
    "504, InternalServerException, UPSTREAM_TIMEOUT",
    "409, ValidationException, CONFLICT",
    "529, '', OVERLOADED"
  })
  void readsAStatusRefinedByTheType(int status, String type, ErrorCode code) {
    var failure = read(status, type, "{\"message\":\"no\"}");

    assertThat(failure.code()).isEqualTo(code);
    assertThat(failure.message()).endsWith(status == 401 || status == 403 ? ")" : "no");
    assertThat(failure.status()).isEqualTo(status);
    assertThat(failure.retryAfterMs()).isEqualTo(2_000);
    assertThat(failure.requestId()).isEqualTo("r-1");
  }

  @Test
  void looksAtTheModelsOwnStatusAndAtTheWordsOfTooLong() {
    var inner = read(424, "ModelErrorException", "{\"message\":\"m\",\"originalStatusCode\":429}");
    var tooLong =
        read(400, "ValidationException", "{\"message\":\"Input is too long for this model.\"}");

    assertThat(inner.code()).isEqualTo(ErrorCode.RATE_LIMITED);
    assertThat(tooLong.code()).isEqualTo(ErrorCode.CONTEXT_LENGTH);
  }

  @Test
  void reportsAtMost500BytesWithOurKeyRedactedFirst() {
    var body = "{\"message\":\"" + "é".repeat(230) + "SECRETKEY" + "x".repeat(400) + "\"}";

    var detail = String.valueOf(read(500, "", body, "SECRETKEY").detail());

    assertThat(detail).startsWith("status 500: {").doesNotContain("SECRET");
    assertThat(detail.substring("status 500: ".length()).getBytes(UTF_8))
        .hasSizeLessThanOrEqualTo(500);
    assertThat(read(500, "", body, "SECRETKEY").message()).doesNotContain("SECRET");
  }

  @Test
  void saysTheStatusWhenTheBodyIsAPage() {
    var failure = read(502, "", "<html>secret</html>");

    assertThat(failure.message()).isEqualTo("the provider answered with status 502");
    assertThat(failure.code()).isEqualTo(ErrorCode.UPSTREAM_ERROR);
  }

  @ParameterizedTest
  @CsvSource({
    "INVALID_REQUEST, 400, ValidationException",
    "CONTEXT_LENGTH, 400, ValidationException",
    "TOO_LARGE, 400, ValidationException",
    "CONFLICT, 400, ConflictException",
    "AUTH, 403, UnrecognizedClientException",
    "BILLING, 403, AccessDeniedException",
    "PERMISSION, 403, AccessDeniedException",
    "NOT_FOUND, 404, ResourceNotFoundException",
    "RATE_LIMITED, 429, ThrottlingException",
    "OVERLOADED, 503, ServiceUnavailableException",
    "UPSTREAM_TIMEOUT, 408, ModelTimeoutException",
    "UPSTREAM_ERROR, 500, InternalServerException",
    "UPSTREAM_TRUNCATED, 500, InternalServerException",
    "INTERNAL_ERROR, 500, InternalServerException"
  })
  void answersWithTheExceptionAndStatusOfTheTable(ErrorCode code, int status, String exception) {
    var answer =
        Answers.DIALECT.error(
            new Failure(code, "why", null, null, null, null, 1_200L, null), "id-1");

    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.headers())
        .containsEntry(
            "x-amzn-errortype", exception + ":http://internal.amazon.com/coral/com.amazon.bedrock/")
        .containsEntry("retry-after", "2");
    assertThat(new String(answer.body(), UTF_8)).isEqualTo("{\"message\":\"why\"}");
  }

  @ParameterizedTest
  @CsvSource({
    "UPSTREAM_ERROR, 401, 401",
    "UPSTREAM_ERROR, 403, 403",
    "UPSTREAM_FORBIDDEN, , 502",
    "UPSTREAM_TLS, , 502",
    "UPSTREAM_EVENT_TOO_LARGE, , 502"
  })
  void refusedCredentialsOfOursAreAnExceptionThatSdksDoNotRetry(
      ErrorCode code, @Nullable Integer theirs, int original) {
    var answer =
        Answers.DIALECT.error(
            new Failure(code, "why", null, null, null, theirs, null, null), "id-1");

    assertThat(answer.status()).isEqualTo(424);
    assertThat(answer.headers())
        .containsEntry(
            "x-amzn-errortype",
            "ModelErrorException:http://internal.amazon.com/coral/com.amazon.bedrock/");
    assertThat(new String(answer.body(), UTF_8))
        .isEqualTo("{\"message\":\"why\",\"originalStatusCode\":" + original + "}");
  }

  @Test
  void keepsTheOriginalStatusOfAGatewayBehind() {
    var refused =
        read(424, "ModelErrorException", "{\"message\":\"m\",\"originalStatusCode\":401}");

    assertThat(Answers.DIALECT.error(refused, "id-1").status()).isEqualTo(424);
  }

  @ParameterizedTest
  @EnumSource(ErrorCode.class)
  void hasAnAnswerForEveryCode(ErrorCode code) {
    var answer = Answers.DIALECT.error(Failure.of(code, "why"), "id-1");

    assertThat(answer.status()).isBetween(400, 503);
    assertThat(answer.headers()).containsOnlyKeys("x-amzn-errortype");
  }

  @Test
  void makesRequestIdsAsAwsDoes() {
    assertThat(Answers.DIALECT.requestIdHeader()).isEqualTo("x-amzn-requestid");
    assertThat(Answers.DIALECT.requestId(Answers.fresh()))
        .matches("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
  }
}
