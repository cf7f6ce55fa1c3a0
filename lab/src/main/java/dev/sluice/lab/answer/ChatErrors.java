package dev.sluice.lab.answer;

import dev.sluice.lab.json.Json;

/** The error bodies of Chat Completions. */
final class ChatErrors {
  private ChatErrors() {}

  static Json body(int status, int variant, String message) {
    var code = code(status, variant);
    return Json.obj(
        "error",
        Json.obj(
            "message",
            message,
            "type",
            type(status),
            "param",
            status == 400 ? "messages" : null,
            "code",
            code.isEmpty() ? null : code));
  }

  private static String type(int status) {
    if (status == 429) {
      return "tokens";
    }
    return status >= 500 ? "server_error" : "invalid_request_error";
  }

  private static String code(int status, int variant) {
    return switch (status) {
      case 400 ->
          switch (variant) {
            case 2 -> "context_length_exceeded";
            case 3 -> "content_filter";
            case 4 -> "unsupported_parameter";
            default -> "invalid_value";
          };
      case 401 -> "invalid_api_key";
      case 403 -> "unsupported_country_region_territory";
      case 404 -> "model_not_found";
      case 413 -> "request_too_large";
      case 429 -> variant == 8 ? "insufficient_quota" : "rate_limit_exceeded";
      case 503, 529 -> "overloaded";
      default -> status >= 500 ? "server_error" : "";
    };
  }
}
