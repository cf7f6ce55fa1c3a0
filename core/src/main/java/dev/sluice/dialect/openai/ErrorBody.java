package dev.sluice.dialect.openai;

import dev.sluice.chat.ErrorCode;
import dev.sluice.chat.Failure;
import dev.sluice.dialect.Redaction;
import dev.sluice.json.Json;
import dev.sluice.json.MalformedJson;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a provider says about an error, in any of the shapes in use: {@code {"error":{…}}}, {@code
 * {"error":"…"}}, {@code {"message":…}}, {@code {"detail":…}}. Absent members are "".
 *
 * @param status the status that the body names, or 0
 */
record ErrorBody(String message, String type, String code, String param, int status) {

  static final int MESSAGE_BYTES_MAX = 2_000;

  private static final ErrorBody NONE = new ErrorBody("", "", "", "", 0);

  /** Reads the body of an HTTP error, whatever it is. */
  static ErrorBody of(byte[] body) {
    try {
      return Json.parse(body)
          .asObject()
          .map(object -> Optional.ofNullable(inBand("error", object)).orElse(NONE))
          .orElse(NONE);
    } catch (MalformedJson e) {
      return NONE;
    }
  }

  /**
   * The error that an event of a stream, or a body with status 200, carries, or null.
   *
   * @param event the name of the event
   */
  static @Nullable ErrorBody inBand(String event, Json.Obj object) {
    var error = object.get("error").orElse(null);
    if (error != null && !nothing(error)) {
      return error instanceof Json.Obj inner ? read(inner, object) : text(error, object);
    }
    if (object.has("choices")) {
      return null;
    }
    var named = event.equals("error") || object.text("object").orElse("").equals("error");
    if (named || (object.has("message") && (object.has("type") || object.has("code")))) {
      return read(object, object);
    }
    return object.has("detail") ? read(object, object) : null;
  }

  /** Some servers say in every event that there is no error. */
  private static boolean nothing(Json error) {
    return error.equals(new Json.Text("")) || error.equals(new Json.Bool(false));
  }

  private static ErrorBody text(Json error, Json.Obj around) {
    var message = error.asText().orElseGet(error::compact);
    return new ErrorBody(message, word(around, "type"), word(around, "code"), "", status(around));
  }

  private static ErrorBody read(Json.Obj error, Json.Obj around) {
    var message = error.text("message").or(() -> detail(around)).orElse("");
    var type = word(error, "type");
    return new ErrorBody(
        message,
        type.isEmpty() ? word(error, "error_type") : type,
        word(error, "code"),
        word(error, "param"),
        status(error));
  }

  /** FastAPI's form: a text, or a list of what is wrong where. */
  private static Optional<String> detail(Json.Obj body) {
    var text = body.text("detail");
    if (text.isPresent()) {
      return text;
    }
    for (var element : body.array("detail")) {
      if (element instanceof Json.Obj entry) {
        var where = new StringBuilder();
        for (var step : entry.array("loc")) {
          where.append(where.isEmpty() ? "" : ".").append(step.asText().orElseGet(step::compact));
        }
        var what = entry.text("msg").orElse("invalid");
        return Optional.of(where.isEmpty() ? what : where + ": " + what);
      }
    }
    return body.object("detail").flatMap(inner -> inner.text("message"));
  }

  private static String word(Json.Obj in, String name) {
    return in.text(name).orElse("");
  }

  /** Some servers put the HTTP status into {@code code}, as a number or as digits. */
  private static int status(Json.Obj error) {
    var status =
        error
            .integer("code")
            .or(() -> error.integer("status_code"))
            .or(() -> error.integer("status"))
            .orElse(0L);
    return status >= 400 && status < 600 ? (int) (long) status : 0;
  }

  /** The provider's own word for it. */
  @Nullable String word() {
    return !code.isEmpty() ? code : !type.isEmpty() ? type : null;
  }

  /** Its message, or {@code other} if it has none; bounded. */
  String messageOr(String other) {
    return message.isBlank() ? other : Redaction.cut(message, MESSAGE_BYTES_MAX);
  }

  /** As the end of a stream that had begun with status 200. */
  Failure inStream() {
    return new Failure(
        ErrorCode.UPSTREAM_ERROR,
        messageOr("the provider reported an error in its stream"),
        null,
        word(),
        param.isEmpty() ? null : param,
        status == 0 ? null : status,
        null,
        null);
  }
}
