package dev.sluice.dialect.bedrock;

import dev.sluice.chat.ErrorCode;
import dev.sluice.chat.Failure;
import dev.sluice.dialect.ErrorAnswer;
import dev.sluice.dialect.ErrorBody;
import dev.sluice.dialect.ErrorWords;
import dev.sluice.dialect.ProviderHead;
import dev.sluice.dialect.Redaction;
import dev.sluice.dialect.RetryAfter;
import dev.sluice.frame.EventStreamFrame;
import dev.sluice.frame.FrameDamage;
import dev.sluice.json.Json;
import dev.sluice.json.JsonWriter;
import dev.sluice.json.MalformedJson;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Bedrock's errors to failures, and failures to Bedrock's errors. */
final class BedrockErrors {

  private static final int MESSAGE_BYTES_MAX = 4096;
  private static final String RETRY_AFTER_MS = "x-amz-retry-after";
  private static final String TYPE_SUFFIX = ":http://internal.amazon.com/coral/com.amazon.bedrock/";
  private static final String OUR_FAULT = "the provider refused the gateway's credentials (status ";
  private static final String TOO_LONG = "Input is too long for requested model.";

  private BedrockErrors() {}

  /** Reads an answer whose status is no success. */
  static Failure http(ProviderHead head, byte[] body, List<String> secrets) {
    var error = object(body);
    var type = type(head, error);
    var words = ErrorBody.of(body);
    var said = Redaction.redact(words.messageOr(""), secrets);
    var code = code(head.status(), type, error, said);
    var message = isOurFault(head.status()) ? OUR_FAULT + head.status() + ")" : said;
    if (message.isEmpty()) {
      message = "the provider answered with status " + head.status();
    }
    return new Failure(
        code,
        Redaction.cut(message, MESSAGE_BYTES_MAX),
        Redaction.detail(head.status(), body, secrets),
        type.isEmpty() ? null : Redaction.redact(type, secrets),
        null,
        error.integer("originalStatusCode").map(Long::intValue).orElse(head.status()),
        RetryAfter.millis(head, RETRY_AFTER_MS, words),
        nullIfEmpty(head.header("x-amzn-requestid")));
  }

  private static ErrorCode code(int status, String type, Json.Obj error, String message) {
    if (status < 400) {
      return ErrorCode.UPSTREAM_PROTOCOL;
    }
    var original = error.integer("originalStatusCode");
    var code = ExceptionNames.code(original.map(Long::intValue).orElse(status));
    if (isOurFault(status) || original.isPresent()) {
      return code;
    }
    var byType = ExceptionNames.code(type).orElse(code);
    return switch (code) {
      case INVALID_REQUEST -> byType == code ? refined(message) : byType;
      case RATE_LIMITED -> byType == ErrorCode.OVERLOADED ? byType : code;
      case UPSTREAM_ERROR -> byType.retryable() ? byType : code;
      default -> code;
    };
  }

  /** AWS names accounts and roles in what it says of credentials: not for clients. */
  private static boolean isOurFault(int status) {
    return status == 401 || status == 403;
  }

  private static ErrorCode refined(String message) {
    return ErrorWords.tooLong(message) ? ErrorCode.CONTEXT_LENGTH : ErrorCode.INVALID_REQUEST;
  }

  private static Json.Obj object(byte[] body) {
    try {
      return Json.parse(body).asObject().orElseGet(Json.Obj::of);
    } catch (MalformedJson e) {
      return Json.Obj.of();
    }
  }

  private static String message(Json.Obj error) {
    return error.text("message").or(() -> error.text("Message")).orElse("").strip();
  }

  private static String type(ProviderHead head, Json.Obj error) {
    var header = ExceptionNames.bare(head.header("x-amzn-errortype"));
    return header.isEmpty() ? type(error) : header;
  }

  private static String type(Json.Obj error) {
    var type =
        error
            .text("code")
            .or(() -> error.text("__type"))
            .or(() -> error.object("Output").flatMap(output -> output.text("__type")));
    return ExceptionNames.bare(type.orElse(""));
  }

  private static @Nullable String nullIfEmpty(String text) {
    return text.isEmpty() ? null : text;
  }

  /** An exception frame. */
  static Failure exception(String name, EventStreamFrame frame) {
    var payload = new byte[frame.payloadLength()];
    System.arraycopy(frame.array(), frame.payloadOffset(), payload, 0, payload.length);
    var error = object(payload);
    var status = error.integer("originalStatusCode").map(Long::intValue).orElse(null);
    return inBand(name, message(error), status);
  }

  /** An error in mid-stream, by the name that its frame gives it. */
  static Failure inBand(String name, String said, @Nullable Integer status) {
    var code = ExceptionNames.code(ExceptionNames.bare(name)).orElse(ErrorCode.UPSTREAM_ERROR);
    var message = said.isEmpty() ? "the provider broke the stream off" : said;
    return new Failure(
        code == ErrorCode.INVALID_REQUEST ? refined(message) : code,
        Redaction.cut(message, MESSAGE_BYTES_MAX),
        null,
        nullIfEmpty(name),
        null,
        status,
        null,
        null);
  }

  /** What a whole body with status 200 says that is an error instead of an answer. */
  static Failure inBand(ErrorBody error) {
    var type = ExceptionNames.bare(error.word() == null ? "" : error.word());
    return ExceptionNames.code(type).isPresent()
        ? inBand(type, error.messageOr(""), error.status() == 0 ? null : error.status())
        : error.inStream(false);
  }

  static Failure damage(FrameDamage damage, long offset, long expected, long found) {
    var code =
        switch (damage) {
          case TRUNCATED -> ErrorCode.UPSTREAM_TRUNCATED;
          case TOO_LARGE -> ErrorCode.UPSTREAM_EVENT_TOO_LARGE;
          case PRELUDE_CRC, LENGTHS, MESSAGE_CRC, HEADERS -> ErrorCode.UPSTREAM_PROTOCOL;
        };
    var what =
        switch (damage) {
          case TRUNCATED -> "the provider's stream ended within a frame";
          case TOO_LARGE -> "a frame of the provider's stream is beyond its bound";
          case PRELUDE_CRC -> "the prelude checksum of a frame is wrong";
          case LENGTHS -> "the lengths of a frame contradict each other";
          case MESSAGE_CRC -> "the checksum of a frame is wrong";
          case HEADERS -> "the headers of a frame are malformed";
        };
    return Failure.of(
        code, what + " at byte " + offset + ": expected " + expected + ", found " + found);
  }

  /** A failure before the commit point. */
  static ErrorAnswer answer(Failure failure) {
    var headers = new LinkedHashMap<String, String>();
    RetryAfter.put(headers, failure.retryAfterMs(), RETRY_AFTER_MS);
    var body = Json.Obj.of().put("message", shown(failure));
    var status = ExceptionNames.status(failure.code());
    if (status == 500 && isHopeless(failure)) {
      headers.put("x-amzn-errortype", "ModelErrorException" + TYPE_SUFFIX);
      body.put("originalStatusCode", originalStatus(failure));
      return new ErrorAnswer(424, headers, body.bytes());
    }
    headers.put("x-amzn-errortype", ExceptionNames.exception(failure.code()) + TYPE_SUFFIX);
    return new ErrorAnswer(status, headers, body.bytes());
  }

  /**
   * Whether trying again cannot help, as with a key that the provider refuses. AWS's SDKs retry
   * every 5xx; of the exceptions for what is no fault of the client's they let only
   * ModelErrorException be.
   */
  private static boolean isHopeless(Failure failure) {
    var status = failure.status();
    return !failure.code().retryable() || (status != null && isOurFault(status));
  }

  private static int originalStatus(Failure failure) {
    var status = failure.status();
    return status == null ? failure.code().status() : status;
  }

  /** Clients of this protocol know a request that does not fit by these words alone. */
  private static String shown(Failure failure) {
    var message = failure.message();
    return failure.code() == ErrorCode.CONTEXT_LENGTH
            && !message.toLowerCase(Locale.ROOT).contains("input is too long")
        ? TOO_LONG + " " + message
        : message;
  }

  /** A failure after the commit point, as the payload of {@code modelStreamErrorException}. */
  static void inBand(JsonWriter payload, Failure failure) {
    var type = failure.providerType();
    var code = failure.code().wireName();
    payload
        .beginObject()
        .member("message", failure.message())
        .member("originalStatusCode", originalStatus(failure))
        .member("originalMessage", type == null ? code : code + " (" + type + ")")
        .endObject();
  }
}
