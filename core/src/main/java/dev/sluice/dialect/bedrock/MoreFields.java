package dev.sluice.dialect.bedrock;

import dev.sluice.chat.Effort;
import dev.sluice.json.Json;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What {@code additionalModelRequestFields} says that other protocols know as well. */
final class MoreFields {

  static final String NAME = "additionalModelRequestFields";

  private final List<String> droppable;
  private @Nullable Integer topK;
  private @Nullable Boolean parallelCalls;
  private @Nullable Integer budget;
  private Effort.@Nullable Level level;
  private boolean off;
  private boolean adaptive;

  MoreFields(List<String> droppable) {
    this.droppable = droppable;
  }

  void read(Json.Obj fields) {
    for (var member : fields.members().entrySet()) {
      if (!takes(member.getKey(), member.getValue())) {
        droppable.add(NAME + "." + member.getKey());
      }
    }
  }

  private boolean takes(String name, Json value) {
    var object = value.asObject().orElseGet(Json.Obj::of);
    return switch (name) {
      case "top_k" -> {
        topK = small(value);
        yield topK != null;
      }
      case "thinking" -> thinking(object);
      case "output_config" -> effort(object.text("effort"));
      case "reasoning_effort" -> effort(value.asText());
      case "reasoningConfig" -> {
        off |= object.text("type").orElse("").equals("disabled");
        yield off || effort(object.text("maxReasoningEffort"));
      }
      case "tool_choice" -> {
        parallelCalls =
            object.bool("disable_parallel_tool_use").map(disabled -> !disabled).orElse(null);
        yield parallelCalls != null;
      }
      default -> false;
    };
  }

  private static @Nullable Integer small(Json value) {
    return value instanceof Json.Num number
        ? number.integer().filter(n -> n == n.intValue()).map(Long::intValue).orElse(null)
        : null;
  }

  private boolean thinking(Json.Obj thinking) {
    switch (thinking.text("type").orElse("")) {
      case "enabled" -> budget = thinking.get("budget_tokens").map(MoreFields::small).orElse(null);
      case "adaptive" -> adaptive = true;
      case "disabled" -> off = true;
      default -> {
        return false;
      }
    }
    return true;
  }

  private boolean effort(Optional<String> word) {
    var found = word.flatMap(MoreFields::level);
    found.ifPresent(value -> level = value);
    return found.isPresent();
  }

  static Optional<Effort.Level> level(String word) {
    return switch (word.toLowerCase(Locale.ROOT)) {
      case "none" -> Optional.of(Effort.Level.NONE);
      case "minimal" -> Optional.of(Effort.Level.MINIMAL);
      case "low" -> Optional.of(Effort.Level.LOW);
      case "medium" -> Optional.of(Effort.Level.MEDIUM);
      case "high" -> Optional.of(Effort.Level.HIGH);
      case "xhigh" -> Optional.of(Effort.Level.XHIGH);
      case "max" -> Optional.of(Effort.Level.MAX);
      default -> Optional.empty();
    };
  }

  @Nullable Integer topK() {
    return topK;
  }

  @Nullable Boolean parallelCalls() {
    return parallelCalls;
  }

  Optional<Effort> effort() {
    if (off) {
      return Optional.of(new Effort(Effort.Level.NONE, null));
    }
    if (level == null && budget == null) {
      return adaptive ? Optional.of(new Effort(Effort.Level.HIGH, null)) : Optional.empty();
    }
    return Optional.of(new Effort(level, budget));
  }
}
