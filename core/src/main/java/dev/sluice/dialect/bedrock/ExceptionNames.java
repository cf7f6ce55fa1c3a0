package dev.sluice.dialect.bedrock;

import dev.sluice.chat.ErrorCode;
import java.util.Optional;

/** Bedrock's exceptions and our codes. Source: protocol reference, §5.7 and §14.1. */
final class ExceptionNames {

  private ExceptionNames() {}

  /** The bare name in {@code aws.protocol#ThrottlingException:http://…,…}. */
  static String bare(String type) {
    var name = type;
    var comma = name.indexOf(',');
    name = comma < 0 ? name : name.substring(0, comma);
    var colon = name.indexOf(':');
    name = colon < 0 ? name : name.substring(0, colon);
    return name.substring(name.indexOf('#') + 1).strip();
  }

  /** The code of an exception, by its name with a small or a capital first letter. */
  static Optional<ErrorCode> code(String bare) {
    if (bare.isEmpty()) {
      return Optional.empty();
    }
    return switch (Character.toLowerCase(bare.charAt(0)) + bare.substring(1)) {
      case "throttlingException", "tooManyRequestsException", "serviceQuotaExceededException" ->
          Optional.of(ErrorCode.RATE_LIMITED);
      case "serviceUnavailableException", "modelNotReadyException" ->
          Optional.of(ErrorCode.OVERLOADED);
      case "validationException" -> Optional.of(ErrorCode.INVALID_REQUEST);
      case "modelTimeoutException" -> Optional.of(ErrorCode.UPSTREAM_TIMEOUT);
      case "resourceNotFoundException" -> Optional.of(ErrorCode.NOT_FOUND);
      case "conflictException" -> Optional.of(ErrorCode.CONFLICT);
      case "internalServerException",
          "modelStreamErrorException",
          "accessDeniedException",
          "unrecognizedClientException",
          "invalidSignatureException",
          "expiredTokenException" ->
          Optional.of(ErrorCode.UPSTREAM_ERROR);
      default -> Optional.empty();
    };
  }

  /** The code of a status that a provider answered with. */
  static ErrorCode code(int status) {
    return switch (status) {
      case 404 -> ErrorCode.NOT_FOUND;
      case 408, 504 -> ErrorCode.UPSTREAM_TIMEOUT;
      case 409 -> ErrorCode.CONFLICT;
      case 413 -> ErrorCode.TOO_LARGE;
      case 400, 422 -> ErrorCode.INVALID_REQUEST;
      case 429 -> ErrorCode.RATE_LIMITED;
      case 503, 529 -> ErrorCode.OVERLOADED;
      default -> ErrorCode.UPSTREAM_ERROR; // 401 and 403 as well: the key is ours
    };
  }

  /** The exception by which a client learns of a code. */
  static String exception(ErrorCode code) {
    return switch (code) {
      case INVALID_REQUEST, CONTEXT_LENGTH, CONTENT_FILTER, TOO_LARGE -> "ValidationException";
      case AUTH -> "UnrecognizedClientException";
      case BILLING, PERMISSION -> "AccessDeniedException";
      case NOT_FOUND -> "ResourceNotFoundException";
      case CONFLICT -> "ConflictException";
      case RATE_LIMITED -> "ThrottlingException";
      case OVERLOADED, INTERRUPTED, READER_LAGGED -> "ServiceUnavailableException";
      case UPSTREAM_TIMEOUT -> "ModelTimeoutException";
      case UPSTREAM_ERROR,
          UPSTREAM_UNREACHABLE,
          UPSTREAM_TLS,
          UPSTREAM_STALLED,
          UPSTREAM_PROTOCOL,
          UPSTREAM_TRUNCATED,
          UPSTREAM_EVENT_TOO_LARGE,
          UPSTREAM_ENCODING,
          UPSTREAM_FORBIDDEN,
          CANCELLED,
          INTERNAL_ERROR ->
          "InternalServerException";
    };
  }

  /** The HTTP status of a code on Converse's wire. */
  static int status(ErrorCode code) {
    return switch (code) {
      case INVALID_REQUEST, CONTEXT_LENGTH, CONTENT_FILTER, TOO_LARGE, CONFLICT -> 400;
      case AUTH, BILLING, PERMISSION -> 403;
      case NOT_FOUND -> 404;
      case RATE_LIMITED -> 429;
      case OVERLOADED, INTERRUPTED, READER_LAGGED -> 503;
      case UPSTREAM_TIMEOUT -> 408;
      case CANCELLED -> 499;
      case UPSTREAM_ERROR,
          UPSTREAM_UNREACHABLE,
          UPSTREAM_TLS,
          UPSTREAM_STALLED,
          UPSTREAM_PROTOCOL,
          UPSTREAM_TRUNCATED,
          UPSTREAM_EVENT_TOO_LARGE,
          UPSTREAM_ENCODING,
          UPSTREAM_FORBIDDEN,
          INTERNAL_ERROR ->
          500;
    };
  }
}
