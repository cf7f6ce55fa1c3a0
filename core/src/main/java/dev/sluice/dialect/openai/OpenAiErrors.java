package dev.sluice.dialect.openai;

import dev.sluice.chat.ErrorCode;
import dev.sluice.chat.Failure;
import dev.sluice.dialect.ErrorAnswer;
import dev.sluice.dialect.ErrorBody;
import dev.sluice.dialect.ErrorWords;
import dev.sluice.dialect.ProviderHead;
import dev.sluice.dialect.Redaction;
import dev.sluice.dialect.RetryAfter;
import dev.sluice.json.JsonWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** HTTP errors in both directions. Source: protocol reference, §§2.6 and 14.1. */
final class OpenAiErrors {

  /** Words of OpenAI for what is wrong with a request; passed on to clients as {@code code}. */
  private static final Set<String> REQUEST_CODES =
      Set.of(
          "unsupported_parameter",
          "unsupported_value",
          "missing_required_parameter",
          "unknown_parameter",
          "invalid_type",
          "invalid_value",
          "empty_array",
          "array_above_max_length",
          "string_above_max_length",
          "integer_above_max_value",
          "integer_below_min_value",
          "decimal_above_max_value",
          "decimal_below_min_value",
          "invalid_function_parameters",
          "invalid_image_url",
          "tool_use_failed");

  private static final String RETRY_AFTER_MS = "retry-after-ms";

  private OpenAiErrors() {}

  /** Reads a provider's error. */
  static Failure read(ProviderHead head, byte[] body, List<String> secrets) {
    var error = ErrorBody.of(body);
    var word = error.word();
    return new Failure(
        ErrorWords.code(head.status(), error),
        message(head.status(), error, secrets),
        Redaction.detail(head.status(), body, secrets),
        word == null ? null : Redaction.redact(word, secrets),
        error.param().isEmpty() ? null : Redaction.redact(error.param(), secrets),
        head.status(),
        RetryAfter.millis(head, RETRY_AFTER_MS, error),
        requestId(head, error));
  }

  /** Refused credentials are ours, and what a provider says of them may show a part of the key. */
  private static String message(int status, ErrorBody error, List<String> secrets) {
    return status == 401 || status == 403
        ? "the provider refused the gateway's credentials (status " + status + ")"
        : Redaction.redact(error.messageOr("the provider answered with status " + status), secrets);
  }

  private static @Nullable String requestId(ProviderHead head, ErrorBody error) {
    var own = head.header("x-request-id");
    var other = own.isEmpty() ? head.header("apim-request-id") : own;
    var id = other.isEmpty() ? error.requestId() : other;
    return id.isEmpty() ? null : id;
  }

  /** Writes an HTTP error for a client. */
  static ErrorAnswer write(Failure failure) {
    var headers = new LinkedHashMap<String, String>();
    RetryAfter.put(headers, failure.retryAfterMs(), RETRY_AFTER_MS);
    if (!worthRetrying(failure)) {
      headers.put("x-should-retry", "false");
    }
    var json = new JsonWriter(256);
    body(failure, type(failure.code()), code(failure), json);
    return new ErrorAnswer(status(failure.code()), headers, json.toByteArray());
  }

  /** The body of the event that ends a broken stream, and of a whole answer that broke. */
  static void inBand(Failure failure, JsonWriter json) {
    body(failure, "server_error", failure.code().wireName(), json);
  }

  private static void body(Failure failure, String type, String code, JsonWriter json) {
    json.beginObject().name("error").beginObject();
    json.member("message", failure.message()).member("type", type).name("param");
    var param = failure.param();
    if (param == null) {
      json.nil();
    } else {
      json.text(param);
    }
    json.member("code", code).endObject().endObject();
  }

  /** False where an SDK would try again by the status alone and it cannot help. */
  private static boolean worthRetrying(Failure failure) {
    var status = status(failure.code());
    if (status < 500 && status != 429 && status != 409 && status != 408) {
      return true;
    }
    var theirs = failure.status();
    var locked =
        failure.code() == ErrorCode.UPSTREAM_ERROR
            && theirs != null
            && (theirs == 401 || theirs == 403);
    return !locked && (failure.code().retryable() || failure.code() == ErrorCode.CONFLICT);
  }

  private static int status(ErrorCode code) {
    return code == ErrorCode.BILLING ? 429 : code.status();
  }

  private static String type(ErrorCode code) {
    return switch (code) {
      case INVALID_REQUEST,
          CONTEXT_LENGTH,
          CONTENT_FILTER,
          AUTH,
          PERMISSION,
          NOT_FOUND,
          CONFLICT,
          TOO_LARGE ->
          "invalid_request_error";
      case BILLING -> "insufficient_quota";
      case RATE_LIMITED -> "requests";
      default -> "server_error";
    };
  }

  private static String code(Failure failure) {
    return switch (failure.code()) {
      case INVALID_REQUEST -> {
        var word = failure.providerType();
        yield word != null && REQUEST_CODES.contains(word) ? word : "invalid_value";
      }
      case CONTEXT_LENGTH -> "context_length_exceeded";
      case AUTH -> "invalid_api_key";
      case BILLING -> "insufficient_quota";
      case PERMISSION -> "permission_denied";
      case NOT_FOUND -> "model_not_found";
      case TOO_LARGE -> "request_too_large";
      case RATE_LIMITED -> "rate_limit_exceeded";
      case UPSTREAM_TIMEOUT -> "timeout";
      default -> failure.code().wireName();
    };
  }
}
