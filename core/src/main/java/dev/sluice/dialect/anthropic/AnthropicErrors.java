package dev.sluice.dialect.anthropic;

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
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Errors of the Messages protocol, in and out. Source: protocol reference, §4.5 and §14. */
final class AnthropicErrors {

  static final int MESSAGE_BYTES_MAX = 4096;
  private static final String TOO_LONG = "prompt is too long";
  private static final String RETRY_AFTER_MS = "retry-after-ms";

  private AnthropicErrors() {}

  /** A provider's answer with a status other than 2xx. */
  static Failure failure(ProviderHead head, byte[] body, List<String> secrets) {
    var error = ErrorBody.of(body);
    var type = error.word();
    var said = Redaction.redact(error.messageOr(""), secrets);
    var code = ErrorWords.code(head.status(), error);
    var id = Optional.of(head.header("request-id")).filter(given -> !given.isEmpty());
    return new Failure(
        code,
        message(head.status(), code, said),
        Redaction.detail(head.status(), body, secrets),
        type == null ? null : Redaction.redact(type, secrets),
        null,
        head.status(),
        RetryAfter.millis(head, RETRY_AFTER_MS, error),
        id.orElse(error.requestId().isEmpty() ? null : error.requestId()));
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
   * @param content whether content came before it
   */
  static Failure inBand(@Nullable ErrorBody error, boolean content) {
    return error == null
        ? Failure.of(ErrorCode.UPSTREAM_ERROR, "the provider broke off with an error")
        : error.inStream(content);
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
    json.member("type", type).member("message", shown(failure)).endObject();
    json.member("request_id", requestId).endObject();
  }

  /** Clients of this protocol know a request that does not fit by these words alone. */
  private static String shown(Failure failure) {
    var message = failure.message();
    return failure.code() == ErrorCode.CONTEXT_LENGTH
            && !message.toLowerCase(Locale.ROOT).startsWith(TOO_LONG)
        ? TOO_LONG + ": " + message
        : message;
  }
}
