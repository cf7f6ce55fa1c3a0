package dev.sluice.dialect;

import dev.sluice.json.Json;
import dev.sluice.json.MalformedJson;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds an error in a JSON object, by the shapes in use among providers and proxies. */
final class ErrorShapes {

  private static final int DEPTH_MAX = 4;
  private static final List<String> MESSAGES =
      List.of(
          "message",
          "Message",
          "msg",
          "error_msg",
          "error_message",
          "errorMessage",
          "status_msg",
          "errmsg",
          "faultstring",
          "description",
          "reason",
          "title");
  private static final List<String> TYPES = List.of("type", "error_type", "__type", "name");
  private static final List<String> CODES = List.of("code", "error_code", "errorCode", "err_code");

  private ErrorShapes() {}

  /**
   * @param sure whether it is known to be an error, as by the status
   */
  static @Nullable ErrorBody find(Json.Obj body, boolean sure) {
    return find(body, sure, 0);
  }

  private static @Nullable ErrorBody find(Json.Obj body, boolean sure, int depth) {
    var error = body.get("error").filter(given -> !nothing(given)).orElse(null);
    if (error != null && !(body.has("choices") && empty(error))) {
      return inner(error, body, depth);
    }
    var base = body.object("base_resp").orElse(null);
    if (base != null && base.integer("status_code").orElse(0L) != 0) {
      return baseResp(base, body);
    }
    if (body.get("choices").orElse(Json.Nil.NIL) instanceof Json.Arr) {
      return null;
    }
    for (var name : List.of("errors", "fault", "exception", "Error")) {
      var other = body.get(name).filter(given -> !nothing(given) && !empty(given)).orElse(null);
      if (other != null) {
        return inner(other, body, depth);
      }
    }
    return sure || says(body) ? flat(body, body, depth) : null;
  }

  /** Whether an object without an error's own member is one nevertheless. */
  private static boolean says(Json.Obj body) {
    if (body.text("object").orElse("").equals("error") || failed(body)) {
      return true;
    }
    var worded = body.has("message") || body.has("msg") || body.has("Message");
    var known = body.has("code") || body.has("error_code") || body.has("__type");
    var typed = body.has("type") && !body.has("content") && !body.has("role");
    return (worded && (known || (typed && body.text("message").isPresent())))
        || body.has("detail")
        || body.has("error_msg")
        || body.has("errorMessage");
  }

  private static boolean failed(Json.Obj body) {
    return body.bool("success").filter(good -> !good).isPresent()
        || body.text("status").filter(s -> s.equals("error") || s.equals("failed")).isPresent();
  }

  private static ErrorBody inner(Json error, Json.Obj around, int depth) {
    return switch (error) {
      case Json.Obj object -> {
        var deeper = depth < DEPTH_MAX ? object.object("error").orElse(null) : null;
        yield deeper == null || !message(object, depth).isEmpty()
            ? flat(object, around, depth)
            : inner(deeper, object, depth + 1);
      }
      case Json.Arr array ->
          array.elements().isEmpty() || depth >= DEPTH_MAX
              ? flat(around, around, depth)
              : inner(array.elements().getFirst(), around, depth + 1);
      default -> {
        var text = error.asText().orElseGet(error::compact);
        var nested = depth < DEPTH_MAX ? nested(text, depth) : null;
        yield nested != null ? nested : text(text, around, depth);
      }
    };
  }

  /** {@code error} is a text; its explanation may stand beside it. */
  private static ErrorBody text(String text, Json.Obj around, int depth) {
    var beside = message(around.without("error"), depth);
    var type = word(around, TYPES);
    var isWord = !beside.isEmpty() && text.indexOf(' ') < 0;
    return new ErrorBody(
        beside.isEmpty() || beside.equals(text) ? text : isWord ? beside : text + ": " + beside,
        isWord ? text : type.equals("error") ? "" : type,
        word(around, CODES),
        "",
        status(around),
        ErrorBody.wait(text),
        requestId(around));
  }

  private static ErrorBody flat(Json.Obj error, Json.Obj around, int depth) {
    var message = message(error, depth);
    if (message.isEmpty()) {
      message = detail(around, depth);
    }
    var nested = depth < DEPTH_MAX ? nested(message, depth) : null;
    var raw = raw(error, depth);
    if (nested != null) {
      message = nested.message().isEmpty() ? message : nested.message();
    } else if (!raw.isEmpty() && !message.contains(raw)) {
      message = message.isEmpty() ? raw : message + ": " + raw;
    }
    var type = word(error, TYPES);
    var code = word(error, CODES);
    var status = status(error);
    if (nested != null) {
      type = type.isEmpty() || type.equals("error") ? nested.type() : type;
      code = code.isEmpty() ? nested.code() : code;
      status = status == 0 ? nested.status() : status;
    }
    var wait = waits(error);
    return new ErrorBody(
        message,
        type.isEmpty() || type.equals("error") ? error.text("status").orElse(type) : type,
        code,
        error.text("param").orElse(""),
        status == 0 ? status(around) : status,
        wait == null ? ErrorBody.wait(message) : wait,
        requestId(error).isEmpty() ? requestId(around) : requestId(error));
  }

  /** An error that a proxy has put as JSON into the text of its own. */
  private static @Nullable ErrorBody nested(String text, int depth) {
    var from = text.indexOf('{');
    if (from < 0 || !text.endsWith("}") || from > 200) {
      return null;
    }
    try {
      var json = Json.parse(text.substring(from).getBytes(StandardCharsets.UTF_8));
      var found = json instanceof Json.Obj object ? find(object, true, depth + 1) : null;
      return found == null || found.message().isEmpty() ? null : found;
    } catch (MalformedJson e) {
      return null; // braces in a sentence
    }
  }

  private static String message(Json.Obj in, int depth) {
    for (var name : MESSAGES) {
      var value = in.get(name).orElse(null);
      if (value instanceof Json.Text text && !text.value().isBlank()) {
        return text.value().strip();
      }
      if (value instanceof Json.Obj object && depth < DEPTH_MAX) {
        var found = find(object, true, depth + 1);
        return found == null || found.message().isEmpty() ? object.compact() : found.message();
      }
      if (value instanceof Json.Arr array && !array.elements().isEmpty()) {
        return listed(array.elements(), depth);
      }
    }
    return detail(in, depth);
  }

  /** FastAPI's form: a text, an object, or a list of what is wrong where. */
  private static String detail(Json.Obj body, int depth) {
    var detail = body.get("detail").or(() -> body.get("details")).orElse(null);
    return switch (detail) {
      case null -> "";
      case Json.Text text -> text.value().strip();
      case Json.Arr array -> listed(array.elements(), depth);
      case Json.Obj object when depth < DEPTH_MAX ->
          Optional.ofNullable(find(object, true, depth + 1)).map(ErrorBody::message).orElse("");
      default -> "";
    };
  }

  private static String listed(List<Json> elements, int depth) {
    for (var element : elements) {
      if (element instanceof Json.Text text && !text.value().isBlank()) {
        return text.value();
      }
      if (element instanceof Json.Obj entry && !entry.has("@type")) {
        var where = new StringBuilder();
        for (var step : entry.array("loc")) {
          where.append(where.isEmpty() ? "" : ".").append(step.asText().orElseGet(step::compact));
        }
        var what = depth < DEPTH_MAX ? message(entry, depth + 1) : "";
        what = what.isEmpty() ? "invalid" : what;
        return where.isEmpty() ? what : where + ": " + what;
      }
    }
    return "";
  }

  /** OpenRouter keeps the words of the provider behind it in {@code metadata.raw}. */
  private static String raw(Json.Obj error, int depth) {
    var raw = error.object("metadata").flatMap(meta -> meta.get("raw")).orElse(null);
    if (raw instanceof Json.Text text) {
      var nested = nested(text.value(), depth + 1);
      return nested == null ? text.value().strip() : nested.message();
    }
    if (raw instanceof Json.Obj object && depth < DEPTH_MAX) {
      return Optional.ofNullable(find(object, true, depth + 1)).map(ErrorBody::message).orElse("");
    }
    return "";
  }

  /** Google's {@code RetryInfo}, and waits in seconds or milliseconds. */
  private static @Nullable Long waits(Json.Obj error) {
    for (var element : error.array("details")) {
      var delay = element.asObject().flatMap(entry -> entry.text("retryDelay")).orElse("");
      if (delay.endsWith("s") && delay.length() < 12) {
        return ErrorBody.wait("retry in " + delay);
      }
    }
    var millis = error.integer("retry_after_ms").orElse(-1L);
    if (millis >= 0) {
      return millis;
    }
    var seconds = error.decimal("retry_after").orElse(-1.0);
    if (seconds < 0 || seconds > 1e8) {
      return null;
    }
    return (long) Math.ceil(seconds * 1_000);
  }

  /** MiniMax's form; its numbers are told in the words that all know. */
  private static ErrorBody baseResp(Json.Obj base, Json.Obj around) {
    var number = base.integer("status_code").orElse(0L);
    var status =
        switch ((int) (long) number) {
          case 1001 -> 504;
          case 1002, 1039, 1041, 2045, 2056 -> 429;
          case 1004, 2049 -> 401;
          case 1008 -> 402;
          case 1026, 1027, 1042, 2013 -> 400;
          default -> 502;
        };
    var message = base.text("status_msg").orElse("");
    return new ErrorBody(
        message.isEmpty() ? "base_resp.status_code " + number : message,
        number == 1026 || number == 1027 ? "content_filter" : "",
        Long.toString(number),
        "",
        status,
        ErrorBody.wait(message),
        requestId(around));
  }

  private static String requestId(Json.Obj in) {
    return in.text("request_id").or(() -> in.text("requestId")).orElse("");
  }

  private static String word(Json.Obj in, List<String> names) {
    for (var name : names) {
      var value = in.get(name).orElse(null);
      if (value instanceof Json.Text text && !text.value().isEmpty()) {
        return text.value();
      }
      if (value instanceof Json.Num number && name.endsWith("ode") && !isStatus(number)) {
        return number.text();
      }
    }
    return "";
  }

  private static boolean isStatus(Json.Num number) {
    var value = number.integer().orElse(0L);
    return value >= 100 && value < 600;
  }

  /** Some servers put the HTTP status into {@code code}, as a number or as digits. */
  private static int status(Json.Obj error) {
    for (var name : List.of("code", "status_code", "statusCode", "status", "http_status")) {
      var value = error.get(name).orElse(null);
      var status =
          switch (value) {
            case Json.Num number -> number.integer().orElse(0L);
            case Json.Text text when text.value().matches("[45]\\d\\d") ->
                Long.parseLong(text.value());
            case null, default -> 0L;
          };
      if (status >= 400 && status < 600) {
        return (int) status;
      }
    }
    return 0;
  }

  /** Some servers say in every event that there is no error. */
  private static boolean nothing(Json error) {
    return switch (error) {
      case Json.Text text -> text.value().isEmpty();
      case Json.Bool bool -> !bool.value();
      case Json.Num number -> number.integer().orElse(1L) == 0;
      case Json.Nil _ -> true;
      case Json.Obj _, Json.Arr _ -> false;
    };
  }

  private static boolean empty(Json error) {
    return (error instanceof Json.Obj object && object.members().isEmpty())
        || (error instanceof Json.Arr array && array.elements().isEmpty());
  }
}
