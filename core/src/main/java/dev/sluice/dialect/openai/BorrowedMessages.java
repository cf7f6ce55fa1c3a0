package dev.sluice.dialect.openai;

import dev.sluice.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The messages of {@link BorrowedShapes}: content blocks of other protocols as Chat's parts. */
final class BorrowedMessages {

  private static final String CONTENT = "content";
  private static final String TYPE = "type";
  private static final String TEXT = "text";

  private BorrowedMessages() {}

  static boolean isBorrowed(Json message) {
    return message instanceof Json.Obj object
        && object.array(CONTENT).stream().anyMatch(BorrowedMessages::isBorrowedPart);
  }

  private static boolean isBorrowedPart(Json part) {
    return switch (type(part)) {
      case "tool_use",
          "tool_result",
          "thinking",
          "redacted_thinking",
          "input_text",
          "output_text",
          "input_image" ->
          true;
      case "image", "document" -> part.asObject().flatMap(o -> o.object("source")).isPresent();
      default -> part instanceof Json.Text;
    };
  }

  private static String type(Json part) {
    return part.asObject().flatMap(object -> object.text(TYPE)).orElse("");
  }

  static Json.Arr translated(List<Json> messages) {
    var out = Json.Arr.of();
    for (var message : messages) {
      if (isBorrowed(message) && message instanceof Json.Obj object) {
        translate(object, out);
      } else {
        out.add(message);
      }
    }
    return out;
  }

  private static void translate(Json.Obj message, Json.Arr out) {
    var parts = new ArrayList<Json>();
    var calls = Json.Arr.of(message.array("tool_calls"));
    var thought = new StringBuilder(message.text("reasoning_content").orElse(""));
    for (var part : message.array(CONTENT)) {
      var object = part.asObject().orElseGet(Json.Obj::of);
      switch (type(part)) {
        case "tool_use" -> calls.add(call(object));
        case "tool_result" -> result(object, out, parts);
        case "thinking" -> thought.append(object.text("thinking").orElse(""));
        case "redacted_thinking" -> {}
        default -> parts.add(part(part, object));
      }
    }
    if (parts.isEmpty() && calls.elements().isEmpty()) {
      return;
    }
    var rest = message.with(CONTENT, parts.isEmpty() ? Json.Nil.NIL : Json.Arr.of(parts));
    if (!calls.elements().isEmpty()) {
      rest = rest.with("tool_calls", calls);
    }
    out.add(thought.isEmpty() ? rest : rest.with("reasoning_content", thought.toString()));
  }

  private static Json call(Json.Obj use) {
    var input = use.get("input").orElseGet(Json.Obj::of);
    var arguments = input instanceof Json.Text text ? text.value() : input.compact();
    var function =
        Json.Obj.of().put("name", use.text("name").orElse("")).put("arguments", arguments);
    return Json.Obj.of()
        .put("id", use.text("id").orElse(""))
        .put(TYPE, "function")
        .put("function", function);
  }

  /** The result as a message of its own; what is no text in it goes to the user's message. */
  private static void result(Json.Obj result, Json.Arr out, List<Json> parts) {
    var text = new StringBuilder(result.text(CONTENT).orElse(""));
    for (var part : result.array(CONTENT)) {
      var object = part.asObject().orElseGet(Json.Obj::of);
      var piece = part.asText().or(() -> object.text(TEXT));
      if (piece.isPresent()) {
        text.append(text.isEmpty() ? "" : "\n").append(piece.get());
      } else {
        parts.add(part(part, object));
      }
    }
    if (result.bool("is_error").orElse(false)) {
      text.insert(0, "Error: ");
    }
    out.add(
        Json.Obj.of()
            .put("role", "tool")
            .put("tool_call_id", result.text("tool_use_id").orElse(""))
            .put(CONTENT, text.toString()));
  }

  private static Json part(Json part, Json.Obj object) {
    return switch (type(part)) {
      case "input_text", "output_text" -> text(object.text(TEXT).orElse(""));
      case "image" ->
          object
              .object("source")
              .flatMap(BorrowedMessages::url)
              .map(BorrowedMessages::image)
              .orElse(object);
      case "input_image" -> object.text("image_url").map(BorrowedMessages::image).orElse(object);
      case "document" -> object.object("source").map(BorrowedMessages::document).orElse(object);
      default -> part.asText().map(BorrowedMessages::text).orElse(part);
    };
  }

  private static Json text(String text) {
    return Json.Obj.of().put(TYPE, TEXT).put(TEXT, text);
  }

  private static Json image(String url) {
    return Json.Obj.of().put(TYPE, "image_url").put("image_url", Json.Obj.of().put("url", url));
  }

  private static Optional<String> url(Json.Obj source) {
    return source
        .text("url")
        .or(() -> source.text("data").map(data -> "data:" + media(source) + ";base64," + data));
  }

  private static String media(Json.Obj source) {
    return source.text("media_type").orElse("image/png");
  }

  private static Json document(Json.Obj source) {
    if (source.text(TYPE).orElse("").equals(TEXT)) {
      return text(source.text("data").orElse(""));
    }
    var file = Json.Obj.of().put("filename", "document.pdf");
    url(source).ifPresent(url -> file.put("file_data", url));
    return Json.Obj.of().put(TYPE, "file").put("file", file);
  }
}
