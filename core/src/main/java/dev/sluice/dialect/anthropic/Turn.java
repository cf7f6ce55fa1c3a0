package dev.sluice.dialect.anthropic;

import dev.sluice.chat.Message;
import dev.sluice.json.Json;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One message that is being put together from neighbours of one role. */
final class Turn {

  static final String NOT_EXECUTED = "tool call was not executed";

  final Message.Role role;
  final List<Json> blocks = new ArrayList<>();
  private final List<String> calls = new ArrayList<>();
  private final Map<String, Deque<Json>> results = new LinkedHashMap<>();

  Turn(Message.Role role) {
    this.role = role;
  }

  void add(Json block) {
    blocks.add(block);
  }

  void call(String id, Json block) {
    calls.add(id);
    blocks.add(block);
  }

  void result(String id, Json block) {
    results.computeIfAbsent(id, i -> new ArrayDeque<>(1)).add(block);
  }

  boolean calls() {
    return !calls.isEmpty();
  }

  /** Whether it holds anything beside tool results. */
  boolean speaks() {
    return !blocks.isEmpty();
  }

  /** Whether a signed or encrypted thought stands first. */
  boolean thinksFirst() {
    return !blocks.isEmpty()
        && blocks.getFirst() instanceof Json.Obj first
        && first.text("type").orElse("").endsWith("thinking");
  }

  /** The content: results of {@code before}'s calls in their order, other results, all else. */
  Json.Arr content(List<Turn> before) {
    var content = Json.Arr.of();
    for (var turn : before) {
      for (var id : turn.calls) {
        var found = results.get(id);
        content.add(found == null || found.isEmpty() ? notExecuted(id) : found.poll());
      }
    }
    for (var left : results.values()) {
      left.forEach(content::add);
    }
    blocks.forEach(content::add);
    return content;
  }

  private static Json.Obj notExecuted(String id) {
    return Json.Obj.of()
        .put("type", "tool_result")
        .put("tool_use_id", id)
        .put("content", NOT_EXECUTED)
        .put("is_error", true);
  }
}
