package dev.sluice.dialect.anthropic;

import dev.sluice.chat.ErrorCode;
import dev.sluice.chat.Failure;
import dev.sluice.dialect.ErrorAnswer;
import dev.sluice.dialect.ProviderHead;
import dev.sluice.dialect.Redaction;
import dev.sluice.dialect.RetryAfter;
import dev.sluice.json.Json;
import dev.sluice.json.JsonWriter;
import dev.sluice.json.MalformedJson;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Errors of the Messages protocol, in and out. Source: protocol reference, §4.5 and §14. */
final class AnthropicErrors {

  static final int MESSAGE_BYTES_MAX = 4096;
  private static final String RETRY_AFTER_MS = "retry-after-ms";

  private AnthropicErrors() {}

  /** A provider's answer with a status other than 2xx. */
  static Failure failure(ProviderHead head, byte[] body, List<String> secrets) {
    var root = parsed(body);
    var error = root.object("error").orElseGet(Json.Obj::of);
    var type = error.text("type").orElse("");
    var said = Redaction.redact(error.text("message").orElse(""), secrets);
    var code = code(head.status(), type, said);
    var id = Optional.of(head.header("request-id")).filter(given -> !given.isEmpty());
    return new Failure(
        code,
        message(head.status(), code, said),
        Redaction.detail(head.status(), body, secrets),
        type.isEmpty() ? null : Redaction.redact(type, secrets),
        null,
        head.status(),
        RetryAfter.millis(head, RETRY_AFTER_MS),
        id.or(() -> root.text("request_id")).orElse(null));
  }

  private static Json.Obj parsed(byte[] body) {
    try {
      return Json.parse(body).asObject().orElseGet(Json.Obj::of);
    } catch (MalformedJson e) {
      return Json.Obj.of(); // a proxy's page: the status has to do
    }
  }

  private static ErrorCode code(int status, String type, String said) {
    return switch (status) {
      case 400, 422 -> badRequest(said);
      case 401, 403 -> ErrorCode.UPSTREAM_ERROR; // the key is ours, so the fault is
      case 402 -> ErrorCode.BILLING;
      case 404 -> ErrorCode.NOT_FOUND;
      case 408, 504 -> ErrorCode.UPSTREAM_TIMEOUT;
      case 409 -> ErrorCode.CONFLICT;
      case 413 -> ErrorCode.TOO_LARGE;
      case 429 -> ErrorCode.RATE_LIMITED;
      case 503, 529 -> ErrorCode.OVERLOADED;
      default ->
          status >= 500
              ? serverError(type)
              : status < 400 ? ErrorCode.UPSTREAM_PROTOCOL : ErrorCode.UPSTREAM_ERROR;
    };
  }

  private static ErrorCode serverError(String type) {
    return type.equals("overloaded_error") ? ErrorCode.OVERLOADED : ErrorCode.UPSTREAM_ERROR;
  }

  private static ErrorCode badRequest(String said) {
    var text = said.toLowerCase(Locale.ROOT);
    if (text.contains("prompt is too long") || text.contains("exceed context limit")) {
      return ErrorCode.CONTEXT_LENGTH;
    }
    return text.contains("credit balance is too low")
        ? ErrorCode.BILLING
        : ErrorCode.INVALID_REQUEST;
  }

  private static String message(int status, ErrorCode code, String said) {
    if (status == 401 || status == 403) {
      return "the provider refused the gateway's credentials (status " + status + ")";
    }
    if (said.isEmpty()) {
      return "the provider answered with status " + status + " (" + code.wireName() + ")";
    }
    return Redaction.cut(said, MESSAGE_BYTES_MAX);
  }

  /**
   * An error inside an answer that began with status 200.
   *
   * @param content whether content came before it: then it is {@code upstream_error} whatever it
   *     says, since nothing can be tried again
   */
  static Failure inBand(Json.Obj event, boolean content) {
    var error = event.object("error").orElseGet(Json.Obj::of);
    var type = error.text("type").orElse("");
    var said = error.text("message").or(() -> event.text("error")).orElse("");
    var message = said.isEmpty() ? "the provider broke off with an error" : said;
    return new Failure(
        content ? ErrorCode.UPSTREAM_ERROR : code(type, said),
        Redaction.cut(message, MESSAGE_BYTES_MAX),
        null,
        type.isEmpty() ? null : type,
        null,
        null,
        null,
        event.text("request_id").orElse(null));
  }

  private static ErrorCode code(String type, String said) {
    return switch (type) {
      case "invalid_request_error" -> badRequest(said);
      case "billing_error" -> ErrorCode.BILLING;
      case "not_found_error" -> ErrorCode.NOT_FOUND;
      case "conflict_error" -> ErrorCode.CONFLICT;
      case "request_too_large" -> ErrorCode.TOO_LARGE;
      case "rate_limit_error" -> ErrorCode.RATE_LIMITED;
      case "timeout_error" -> ErrorCode.UPSTREAM_TIMEOUT;
      case "overloaded_error" -> ErrorCode.OVERLOADED;
      default -> ErrorCode.UPSTREAM_ERROR;
    };
  }

  /** A failure before the commit point. */
  static ErrorAnswer answer(Failure failure, String requestId) {
    var headers = new LinkedHashMap<String, String>();
    RetryAfter.put(headers, failure.retryAfterMs(), RETRY_AFTER_MS);
    var status = status(failure.code());
    if (status >= 500 && (!failure.code().retryable() || isAuth(failure))) {
      headers.put("x-should-retry", "false");
    }
    var json = new JsonWriter(256);
    write(failure, type(failure.code()), requestId, json);
    return new ErrorAnswer(status, headers, json.toByteArray());
  }

  private static boolean isAuth(Failure failure) {
    var status = failure.status();
    return status != null && (status == 401 || status == 403);
  }

  private static int status(ErrorCode code) {
    return code == ErrorCode.OVERLOADED ? 529 : code.status();
  }

  private static String type(ErrorCode code) {
    return switch (code) {
      case INVALID_REQUEST, CONTEXT_LENGTH, CONTENT_FILTER -> "invalid_request_error";
      case AUTH -> "authentication_error";
      case BILLING -> "billing_error";
      case PERMISSION -> "permission_error";
      case NOT_FOUND -> "not_found_error";
      case CONFLICT -> "conflict_error";
      case TOO_LARGE -> "request_too_large";
      case RATE_LIMITED -> "rate_limit_error";
      case OVERLOADED -> "overloaded_error";
      case UPSTREAM_TIMEOUT -> "timeout_error";
      case UPSTREAM_ERROR,
          UPSTREAM_UNREACHABLE,
          UPSTREAM_TLS,
          UPSTREAM_STALLED,
          UPSTREAM_PROTOCOL,
          UPSTREAM_TRUNCATED,
          UPSTREAM_EVENT_TOO_LARGE,
          UPSTREAM_ENCODING,
          UPSTREAM_FORBIDDEN,
          INTERRUPTED,
          READER_LAGGED,
          CANCELLED,
          INTERNAL_ERROR ->
          "api_error";
    };
  }

  /** The error event of a stream; the provider's word stays where it says more than ours. */
  static void event(Failure failure, String requestId, JsonWriter json) {
    var type = type(failure.code());
    if (failure.code() == ErrorCode.UPSTREAM_ERROR && failure.providerType() != null) {
      type =
          switch (failure.providerType()) {
            case "overloaded_error", "rate_limit_error" -> failure.providerType();
            default -> type;
          };
    }
    write(failure, type, requestId, json);
  }

  private static void write(Failure failure, String type, String requestId, JsonWriter json) {
    json.beginObject().member("type", "error").name("error").beginObject();
    json.member("type", type).member("message", failure.message()).endObject();
    json.member("request_id", requestId).endObject();
  }
}
