package dev.sluice.dialect.anthropic;

import dev.sluice.chat.Failure;
import dev.sluice.json.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which version of the API a client speaks, and what the newer one no longer takes. */
final class ApiVersion {

  static final List<String> SAMPLING = List.of("temperature", "top_p", "top_k");

  private ApiVersion() {}

  /**
   * What is wrong with the request's version, or with the request under its version. A request that
   * names none (curl, load generators; every SDK names one) speaks the older version.
   */
  static Optional<Failure> refusal(Map<String, String> headers, Json.Obj body) {
    var version = headers.getOrDefault(Wire.VERSION_HEADER, "").strip();
    return switch (version) {
      case Wire.VERSION_2023, "" -> Optional.empty();
      case Wire.VERSION_2026 -> refusal2026(body);
      default ->
          Optional.of(
              Failure.invalid(
                  Wire.VERSION_HEADER, "anthropic-version: unknown version; " + known()));
    };
  }

  private static String known() {
    return "send " + Wire.VERSION_2023 + " or " + Wire.VERSION_2026;
  }

  private static Optional<Failure> refusal2026(Json.Obj body) {
    for (var name : SAMPLING) {
      if (body.has(name)) {
        return gone(name, "is not supported; remove it");
      }
    }
    var messages = body.array("messages");
    for (var i = 0; i < messages.size(); i++) {
      var message = messages.get(i).asObject().orElseGet(Json.Obj::of);
      var path = "messages[" + i + "].content";
      var wrong =
          message.text("role").orElse("").equals("assistant")
              ? document(message, path)
              : citations(message.array("content"), path);
      if (wrong.isPresent()) {
        return wrong;
      }
    }
    return Optional.empty();
  }

  private static Optional<Failure> document(Json.Obj message, String path) {
    var content = message.array("content");
    for (var i = 0; i < content.size(); i++) {
      var block = content.get(i).asObject().orElseGet(Json.Obj::of);
      if (block.text("type").orElse("").equals("document")) {
        return gone(
            path + "[" + i + "]", "a document block is not supported in an assistant message");
      }
    }
    return Optional.empty();
  }

  /** Citations on text blocks of a user message, also inside search results. */
  private static Optional<Failure> citations(List<Json> content, String path) {
    for (var i = 0; i < content.size(); i++) {
      var block = content.get(i).asObject().orElseGet(Json.Obj::of);
      var at = path + "[" + i + "]";
      var isText = block.text("type").orElse("").equals("text");
      if (isText && !block.array("citations").isEmpty()) {
        return gone(at + ".citations", "are not supported on text of a user message");
      }
      var inside =
          isText ? Optional.<Failure>empty() : citations(block.array("content"), at + ".content");
      if (inside.isPresent()) {
        return inside;
      }
    }
    return Optional.empty();
  }

  private static Optional<Failure> gone(String param, String what) {
    return Optional.of(
        Failure.invalid(
            param, param + ": " + what + " under anthropic-version " + Wire.VERSION_2026));
  }
}
