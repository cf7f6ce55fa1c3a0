package dev.sluice.dialect;

import dev.sluice.chat.ErrorCode;
import java.util.List;
import java.util.Locale;

/** Which of our codes a provider's error is, by its status and by its words. */
public final class ErrorWords {

  /** How providers say that a request does not fit the model. Lower case. */
  private static final List<String> TOO_LONG =
      List.of(
          "context_length",
          "context length",
          "context size",
          "context_size",
          "context window",
          "context_window",
          "context limit",
          "maximum context",
          "max context",
          "prompt is too long",
          "prompt too long",
          "input is too long",
          "input too long",
          "prompt_too_long",
          "too many input tokens",
          "too_many_prompt_tokens",
          "too many tokens",
          "too_many_tokens",
          "max_prompt_tokens_exceeded",
          "maximum prompt length",
          "prompt contains too many tokens",
          "input token count",
          "input tokens exceed",
          "exceeds the maximum number of tokens",
          "exceeds the maximum number of input tokens",
          "input length should be",
          "input length exceeds",
          "range of input length",
          "reduce the length of the messages",
          "must have less than",
          "max_model_len",
          "larger than the max_model",
          "string_too_long_for_model",
          "token limit exceeded",
          "exceed_context");

  private ErrorWords() {}

  /** Whether a text says that the request does not fit the model. */
  public static boolean tooLong(String words) {
    var lower = words.toLowerCase(Locale.ROOT);
    for (var sign : TOO_LONG) {
      if (lower.contains(sign)) {
        return true;
      }
    }
    return false;
  }

  /**
   * The code of an error.
   *
   * @param status the HTTP status, or 0 where the error came with 200 and names none: then its words
   *     decide
   */
  public static ErrorCode code(int status, ErrorBody error) {
    return switch (status) {
      case 0 -> byWords(error);
      case 400, 422 -> request(error);
      case 402 -> ErrorCode.BILLING;
      case 404 -> ErrorCode.NOT_FOUND;
      case 408, 504 -> ErrorCode.UPSTREAM_TIMEOUT;
      case 409 -> ErrorCode.CONFLICT;
      case 413 -> tooLong(words(error)) ? ErrorCode.CONTEXT_LENGTH : ErrorCode.TOO_LARGE;
      case 429 -> quota(error) ? ErrorCode.BILLING : ErrorCode.RATE_LIMITED;
      case 498, 503, 529 -> ErrorCode.OVERLOADED;
      // 401 and 403: the credential is the gateway's, not the client's
      case 401, 403, 407 -> ErrorCode.UPSTREAM_ERROR;
      default -> rest(status, error);
    };
  }

  private static ErrorCode rest(int status, ErrorBody error) {
    if (status < 400) {
      return ErrorCode.UPSTREAM_PROTOCOL;
    }
    if (status < 500) {
      return request(error);
    }
    // some servers answer 500 to what does not fit
    return status == 500 && tooLong(words(error))
        ? ErrorCode.CONTEXT_LENGTH
        : overloaded(error.type()) ? ErrorCode.OVERLOADED : ErrorCode.UPSTREAM_ERROR;
  }

  private static boolean overloaded(String type) {
    return type.equals("overloaded_error") || type.equals("engine_overloaded_error");
  }

  private static String words(ErrorBody error) {
    return error.code() + " " + error.type() + " " + error.message();
  }

  private static boolean quota(ErrorBody error) {
    return error.code().equals("insufficient_quota")
        || error.type().equals("insufficient_quota")
        || error.type().equals("exceeded_current_quota_error");
  }

  private static ErrorCode request(ErrorBody error) {
    if (tooLong(words(error))) {
      return ErrorCode.CONTEXT_LENGTH;
    }
    if (error.message().toLowerCase(Locale.ROOT).contains("credit balance is too low")) {
      return ErrorCode.BILLING;
    }
    return switch (error.word()) {
      case "content_filter", "content_policy_violation", "data_inspection_failed" ->
          ErrorCode.CONTENT_FILTER;
      case "DataInspectionFailed" -> ErrorCode.CONTENT_FILTER;
      case null, default ->
          error.type().equals("content_filter")
              ? ErrorCode.CONTENT_FILTER
              : ErrorCode.INVALID_REQUEST;
    };
  }

  private static ErrorCode byWords(ErrorBody error) {
    var words = (error.code() + " " + error.type()).toLowerCase(Locale.ROOT);
    if (quota(error) || words.contains("billing") || words.contains("insufficient_balance")) {
      return ErrorCode.BILLING;
    }
    if (words.contains("rate_limit")
        || words.contains("ratelimit")
        || words.contains("too_many_requests")
        || words.contains("throttling")
        || words.contains("resource_exhausted")) {
      return ErrorCode.RATE_LIMITED;
    }
    if (words.contains("overloaded") || words.contains("unavailable")) {
      return ErrorCode.OVERLOADED;
    }
    if (words.contains("timeout") || words.contains("deadline_exceeded")) {
      return ErrorCode.UPSTREAM_TIMEOUT;
    }
    if (words.contains("not_found") || words.contains("notfound")) {
      return ErrorCode.NOT_FOUND;
    }
    if (words.contains("request_too_large")) {
      return ErrorCode.TOO_LARGE;
    }
    if (words.contains("conflict")) {
      return ErrorCode.CONFLICT;
    }
    var refused =
        words.contains("invalid_request")
            || words.contains("badrequest")
            || words.contains("bad_request")
            || words.contains("validation")
            || words.contains("invalid_argument")
            || words.contains("content_filter");
    return refused || tooLong(words(error)) ? request(error) : ErrorCode.UPSTREAM_ERROR;
  }
}
