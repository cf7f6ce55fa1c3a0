package dev.sluice.dialect.bedrock;

import dev.sluice.json.Json;
import dev.sluice.json.MalformedJson;
import java.nio.charset.StandardCharsets;

/** The arguments of a call as the JSON object that Converse wants. */
final class Arguments {

  private Arguments() {}

  /** The object in {@code text}; what is none is wrapped, so that nothing is lost. */
  static Json.Obj tree(String text) {
    if (text.isBlank()) {
      return Json.Obj.of();
    }
    try {
      if (Json.parse(text.getBytes(StandardCharsets.UTF_8)) instanceof Json.Obj object) {
        return object;
      }
    } catch (MalformedJson e) {
      // cut or invalid: wrapped
    }
    return Json.Obj.of().put("_raw", text);
  }
}
