package dev.sluice.dialect.bedrock;

import dev.sluice.chat.Message;
import dev.sluice.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One message of a Converse request while it is put together. */
final class Turn {

  final Message.Role role;
  final List<Json> blocks = new ArrayList<>();

  /** Results by call id; they stand before all else. */
  final Map<String, Json> results = new LinkedHashMap<>();

  /** The ids of the calls of an assistant's turn, in order. */
  final List<String> calls = new ArrayList<>();

  boolean reasoned;

  Turn(Message.Role role) {
    this.role = role;
  }

  void text(String text) {
    if (!text.isBlank()) {
      blocks.add(Json.Obj.of().put("text", text));
    }
  }

  boolean isEmpty() {
    return blocks.isEmpty() && results.isEmpty();
  }

  /** Takes over what the next turn of the same role says. */
  void merge(Turn next) {
    blocks.addAll(next.blocks);
    next.results.forEach(results::putIfAbsent);
    calls.addAll(next.calls);
    reasoned |= next.reasoned;
  }

  Json json() {
    var content = Json.Arr.of(List.copyOf(results.values()));
    content.elements().addAll(blocks);
    return Json.Obj.of()
        .put("role", role == Message.Role.ASSISTANT ? "assistant" : "user")
        .put("content", content);
  }
}
