package dev.sluice.dialect.openai;

import dev.sluice.chat.LegalWords;
import dev.sluice.json.Json;

/**
 * The messages of a Chat client with ids and names that the model's server takes: they may have
 * come from a provider that spells them otherwise.
 */
final class LegalHistory {

  private LegalHistory() {}

  /** Changes the body. */
  static void apply(Json.Obj body, LegalWords words) {
    if (words.isEmpty()) {
      return;
    }
    for (var json : body.array("messages")) {
      if (json instanceof Json.Obj message) {
        message.text("tool_call_id").ifPresent(id -> message.put("tool_call_id", words.id(id)));
        for (var call : message.array("tool_calls")) {
          call.asObject().ifPresent(object -> call(object, words));
        }
      }
    }
  }

  private static void call(Json.Obj call, LegalWords words) {
    call.text("id").ifPresent(id -> call.put("id", words.id(id)));
    call.object("function")
        .ifPresent(function ->
            function.text("name").ifPresent(name -> function.put("name", words.name(name))));
  }
}
