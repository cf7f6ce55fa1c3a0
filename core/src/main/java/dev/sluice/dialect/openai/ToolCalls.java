package dev.sluice.dialect.openai;

import dev.sluice.chat.ErrorCode;
import dev.sluice.chat.Failure;
import dev.sluice.chat.ToolKind;
import dev.sluice.json.Json;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The calls of one choice. Servers number them by index, by id, or not at all; they repeat names,
 * send them in pieces, and forget ids. Source: protocol reference, §7, rows 14 to 17.
 */
final class ToolCalls {

  static final int CALLS_MAX = 1024;

  private final Choice choice;
  private final ChatAnswer answer;
  private final List<ToolCall> calls = new ArrayList<>();

  ToolCalls(Choice choice, ChatAnswer answer) {
    this.choice = choice;
    this.answer = answer;
  }

  /** Whether there was any call. */
  boolean any() {
    return !calls.isEmpty();
  }

  void read(Json.Obj delta, long offset) {
    for (var element : delta.array("tool_calls")) {
      if (element instanceof Json.Obj object) {
        one(object, offset);
      } else {
        answer.problem(offset, "a tool call is not an object");
      }
    }
    var old = delta.object("function_call");
    if (old.isPresent()) {
      old(old.get(), offset);
    }
  }

  private void one(Json.Obj element, long offset) {
    var custom = element.object("custom");
    var function = custom.or(() -> element.object("function")).orElse(element);
    var input = function.members().get(custom.isPresent() ? "input" : "arguments");
    var id = element.text("id").orElse("");
    var name = function.text("name").orElse("");
    var arguments = arguments(input);
    var index = element.integer("index").orElse(null);
    var call = find(index, id, name, arguments);
    if (call == null) {
      call = fresh(index, custom.isPresent() ? ToolKind.CUSTOM : ToolKind.FUNCTION, offset);
    }
    if (call != null) {
      call.unknown(element, function);
      call.grow(id, name, arguments, offset);
    }
  }

  private void old(Json.Obj function, long offset) {
    var call = calls.isEmpty() ? fresh(0L, ToolKind.FUNCTION, offset) : calls.getFirst();
    if (call != null) {
      call.oldForm();
      call.grow(
          "",
          function.text("name").orElse(""),
          arguments(function.members().get("arguments")),
          offset);
    }
  }

  private static String arguments(@Nullable Json value) {
    return switch (value) {
      case null -> "";
      case Json.Nil nil -> "";
      case Json.Text text -> text.value();
      default -> value.compact();
    };
  }

  private @Nullable ToolCall find(@Nullable Long index, String id, String name, String arguments) {
    if (index != null) {
      var call = last(index);
      return call == null || call.isAnother(id, name, arguments) ? null : call;
    }
    if (!id.isEmpty()) {
      for (var call : calls) {
        if (call.id().equals(id)) {
          return call;
        }
      }
      return null;
    }
    return calls.isEmpty() || (!name.isEmpty() && calls.getLast().named()) ? null : calls.getLast();
  }

  private @Nullable ToolCall last(long index) {
    for (var i = calls.size() - 1; i >= 0; i--) {
      var call = calls.get(i);
      if (call.is(index)) {
        return call;
      }
    }
    return null;
  }

  private @Nullable ToolCall fresh(@Nullable Long index, ToolKind kind, long offset) {
    if (calls.size() == CALLS_MAX) {
      answer.fail(
          Failure.of(
              ErrorCode.UPSTREAM_PROTOCOL,
              "the provider's stream has more than " + CALLS_MAX + " tool calls, at " + offset));
      return null;
    }
    begin();
    var call = new ToolCall(index, kind, choice, answer);
    calls.add(call);
    return call;
  }

  /** Opens the calls whose name is known and that waited for arguments. */
  void begin() {
    for (var call : calls) {
      call.begin();
    }
  }

  /** Opens what has waited and closes all. */
  void finish() {
    for (var call : calls) {
      if (!call.begun() && !call.named()) {
        answer.problem(call.offset(), "a tool call without a name");
      } else {
        call.end();
      }
    }
  }
}
