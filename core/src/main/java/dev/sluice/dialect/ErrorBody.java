package dev.sluice.dialect;

import dev.sluice.chat.ErrorCode;
import dev.sluice.chat.Failure;
import dev.sluice.json.Json;
import dev.sluice.json.MalformedJson;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a provider says about an error, whatever the shape. Servers of one protocol use the shapes
 * of all others, of their frameworks and of the proxies before them, so there is one reader for
 * all: {@code error} as object, text or list, {@code message} as text or object, {@code detail},
 * {@code errors}, {@code base_resp}, problem+json, lists of these, event-stream lines, HTML pages
 * and plain text. Absent members are "".
 *
 * @param status the HTTP status that the body names, or 0
 * @param retryAfterMs the wait that the body asks for
 * @param requestId the provider's id of the request
 */
public record ErrorBody(
    String message,
    String type,
    String code,
    String param,
    int status,
    @Nullable Long retryAfterMs,
    String requestId) {

  static final int MESSAGE_BYTES_MAX = 2_000;
  static final int TEXT_CHARS_MAX = 500;

  private static final ErrorBody NONE = new ErrorBody("", "", "", "", 0, null, "");
  private static final Pattern TITLE =
      Pattern.compile("<(title|h1)[^>]*>([^<]{1,200})<", Pattern.CASE_INSENSITIVE);
  private static final Pattern WAIT =
      Pattern.compile("(?:try again|retry) (?:in|after) (\\d{1,7}(?:\\.\\d{1,6})?) ?(ms|s|m)\\b");

  /** Reads the body of an HTTP error, whatever it is. */
  public static ErrorBody of(byte[] body) {
    var text = new String(body, StandardCharsets.UTF_8).strip();
    var json = withoutField(text);
    if (json.startsWith("{") || json.startsWith("[") || json.startsWith("\"")) {
      try {
        return read(Json.parse(json.getBytes(StandardCharsets.UTF_8)));
      } catch (MalformedJson e) {
        return plain(text); // cut, or never JSON: its words have to do
      }
    }
    return plain(text);
  }

  /** An error that came as an event: {@code event: error}, {@code data: {…}}. */
  private static String withoutField(String text) {
    var rest = text;
    while (rest.startsWith("event:") || rest.startsWith("id:") || rest.startsWith(":")) {
      var end = rest.indexOf('\n');
      if (end < 0) {
        return rest;
      }
      rest = rest.substring(end + 1).strip();
    }
    if (rest.startsWith("data:")) {
      var end = rest.indexOf('\n');
      return (end < 0 ? rest.substring(5) : rest.substring(5, end)).strip();
    }
    return rest;
  }

  /** A page or a text: what can be shown of it. */
  static ErrorBody plain(String text) {
    var shown = text;
    if (text.startsWith("<")) {
      var title = TITLE.matcher(text);
      shown = title.find() ? title.group(2).strip() + " (an HTML page)" : "";
    }
    for (var i = 0; i < shown.length(); i++) {
      var c = shown.charAt(i);
      if (c == 0 || c == '\ufffd' || (c < ' ' && c != '\n' && c != '\r' && c != '\t')) {
        return NONE;
      }
    }
    var cut = shown.length() > TEXT_CHARS_MAX ? shown.substring(0, TEXT_CHARS_MAX) : shown;
    return new ErrorBody(cut.strip(), "", "", "", 0, wait(cut), "");
  }

  private static ErrorBody read(Json json) {
    return switch (json) {
      case Json.Obj object ->
          Optional.ofNullable(ErrorShapes.find(object, true)).orElseGet(() -> bare(object));
      case Json.Arr array -> first(array.elements());
      case Json.Text text -> plain(text.value());
      case Json.Num _, Json.Bool _, Json.Nil _ -> NONE;
    };
  }

  private static ErrorBody bare(Json.Obj object) {
    var id = object.text("request_id").orElse("");
    return new ErrorBody("", "", "", "", 0, null, id);
  }

  private static ErrorBody first(List<Json> elements) {
    for (var element : elements) {
      var found = read(element);
      if (!found.message().isEmpty() || found.word() != null) {
        return found;
      }
    }
    return NONE;
  }

  /**
   * The error that an event of a stream, or a body with status 200, carries, or null.
   *
   * @param event the name of the event
   */
  public static @Nullable ErrorBody inBand(String event, Json json) {
    return switch (json) {
      case Json.Obj object ->
          event.equals("error")
              ? Optional.ofNullable(ErrorShapes.find(object, true)).orElse(NONE)
              : ErrorShapes.find(object, false);
      case Json.Arr array -> {
        for (var element : array.elements()) {
          var found = element instanceof Json.Obj ? inBand(event, element) : null;
          if (found != null) {
            yield found;
          }
        }
        yield null;
      }
      case Json.Text text -> event.equals("error") ? plain(text.value()) : null;
      case Json.Num _, Json.Bool _, Json.Nil _ -> event.equals("error") ? NONE : null;
    };
  }

  /** The wait that a text names, in the words that several providers share. */
  static @Nullable Long wait(String text) {
    var found = WAIT.matcher(text.toLowerCase(Locale.ROOT));
    if (!found.find()) {
      return null;
    }
    var unit =
        switch (found.group(2)) {
          case "ms" -> 1;
          case "m" -> 60_000;
          default -> 1_000;
        };
    return (long) Math.ceil(Double.parseDouble(found.group(1)) * unit);
  }

  /** The provider's own word for it. */
  public @Nullable String word() {
    return !code.isEmpty() ? code : !type.isEmpty() ? type : null;
  }

  /** Its message, or {@code other} if it has none; bounded. */
  public String messageOr(String other) {
    return message.isBlank() ? other : Redaction.cut(message, MESSAGE_BYTES_MAX);
  }

  /**
   * As the end of an answer that had begun with status 200.
   *
   * @param content whether content came before it: then it is {@code upstream_error} whatever it
   *     says, since nothing can be tried again
   */
  public Failure inStream(boolean content) {
    return new Failure(
        content ? ErrorCode.UPSTREAM_ERROR : ErrorWords.code(status, this),
        messageOr("the provider reported an error in its stream"),
        null,
        word(),
        param.isEmpty() ? null : param,
        status == 0 ? null : status,
        retryAfterMs,
        requestId.isEmpty() ? null : requestId);
  }
}
