package dev.sluice.dialect.openai;

import dev.sluice.chat.Effort;
import dev.sluice.json.Json;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How much a Chat client wants the model to reason, where it does not say so by {@code
 * reasoning_effort}: OpenRouter's {@code reasoning} object, or the {@code thinking} object that
 * DeepSeek, Z.ai and the proxies before Claude take.
 */
final class ReasoningWish {

  private static final String REASONING = "reasoning";
  private static final String THINKING = "thinking";

  private ReasoningWish() {}

  static @Nullable Effort read(Json.Obj body) {
    var reasoning = body.object(REASONING);
    if (reasoning.isPresent()) {
      return reasoning(reasoning.get());
    }
    return body.object(THINKING).map(ReasoningWish::thinking).orElse(null);
  }

  /** The field in which the wish stands. */
  static String name(Json.Obj body) {
    if (body.has("reasoning_effort")) {
      return "reasoning_effort";
    }
    return body.has(REASONING) ? REASONING : body.has(THINKING) ? THINKING : "reasoning_effort";
  }

  private static @Nullable Effort reasoning(Json.Obj reasoning) {
    if (!reasoning.bool("enabled").orElse(true)) {
      return new Effort(Effort.Level.NONE, null);
    }
    var level = reasoning.text("effort").map(ReasoningWish::level).orElse(null);
    var budget = reasoning.get("max_tokens").map(ReasoningWish::tokens).orElse(null);
    if (level == null && budget == null) {
      return reasoning.has("enabled") ? new Effort(Effort.Level.MEDIUM, null) : null;
    }
    return new Effort(level, budget);
  }

  private static @Nullable Effort thinking(Json.Obj thinking) {
    return switch (thinking.text("type").orElse("")) {
      case "disabled" -> new Effort(Effort.Level.NONE, null);
      case "enabled" -> {
        var budget = thinking.get("budget_tokens").map(ReasoningWish::tokens).orElse(null);
        yield budget == null ? new Effort(Effort.Level.HIGH, null) : new Effort(null, budget);
      }
      case "adaptive" -> new Effort(Effort.Level.HIGH, null);
      default -> null;
    };
  }

  private static @Nullable Integer tokens(Json value) {
    return value instanceof Json.Num number
        ? number
            .integer()
            .filter(n -> n > 0 && n <= Integer.MAX_VALUE)
            .map(Long::intValue)
            .orElse(null)
        : null;
  }

  static Effort.@Nullable Level level(String word) {
    for (var level : Effort.Level.values()) {
      if (level.name().equals(word.toUpperCase(Locale.ROOT))) {
        return level;
      }
    }
    return null;
  }
}
