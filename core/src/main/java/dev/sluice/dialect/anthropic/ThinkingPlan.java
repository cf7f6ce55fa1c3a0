package dev.sluice.dialect.anthropic;

import dev.sluice.chat.Effort;
import dev.sluice.dialect.Model;
import dev.sluice.json.Json;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How a wanted effort is asked for from a model. Source: protocol reference, §11.5.
 *
 * @param thinking the {@code thinking} field, or absent
 * @param effort {@code output_config.effort}, or absent
 * @param on whether the model will think because of it
 * @param maxTokens the output bound that leaves room for the budget
 * @param served false when the model knows no thinking and the wish is left out
 */
record ThinkingPlan(
    Json.@Nullable Obj thinking,
    @Nullable String effort,
    boolean on,
    int maxTokens,
    boolean served) {

  private static final int BUDGET_MIN = 1024;
  private static final int MAX_TOKENS_UNKNOWN = 4096;

  /** The protocol wants a bound of every request: the largest of the model, if it is known. */
  static int unasked(Model model) {
    return model.outputMax() > 0 ? model.outputMax() : MAX_TOKENS_UNKNOWN;
  }

  /**
   * @param max the bound of the output without room for the budget
   */
  static ThinkingPlan of(@Nullable Effort wish, Model model, int max) {
    if (wish == null) {
      return new ThinkingPlan(null, null, false, max, true);
    }
    var level = wish.level();
    var budget = wish.budgetTokens();
    if (level == Effort.Level.NONE) {
      return off(model, max);
    }
    if (model.budget() && (budget != null || !model.adaptive())) {
      var tokens = budget != null ? budget : budget(level, model.outputMax());
      return budgeted(Math.max(BUDGET_MIN, tokens), model, max);
    }
    if (model.adaptive()) {
      var thinking = typed("adaptive").put("display", "summarized");
      var effort = level != null ? level : level(budget, max);
      return new ThinkingPlan(thinking, word(effort, model), true, max, true);
    }
    return new ThinkingPlan(null, null, false, max, false);
  }

  /** No thinking, as far as the model can do without. */
  static ThinkingPlan off(Model model, int max) {
    return switch (model.off()) {
      case DISABLED ->
          (model.known() && model.budget()) || model.adaptive()
              ? new ThinkingPlan(typed("disabled"), null, false, max, true)
              : new ThinkingPlan(null, null, false, max, true);
      case BETWEEN_TOOLS -> new ThinkingPlan(typed("between_tools"), null, false, max, true);
      case NEVER -> new ThinkingPlan(null, "low", false, max, true);
    };
  }

  private static ThinkingPlan budgeted(int budget, Model model, int max) {
    var room = budget < max ? max : (int) Math.min(Integer.MAX_VALUE, (long) budget + max);
    if (model.known()) {
      room = Math.max(max, Math.min(room, model.outputMax()));
    }
    var tokens = budget < room ? budget : Math.max(BUDGET_MIN, room - 1);
    var bound = Math.max(room, tokens + 1);
    var thinking = typed("enabled").put("budget_tokens", tokens);
    return new ThinkingPlan(thinking, null, true, bound, true);
  }

  private static Json.Obj typed(String type) {
    return Json.Obj.of().put("type", type);
  }

  private static int budget(Effort.@Nullable Level level, int outputMax) {
    return (int) ((long) outputMax * percent(level == null ? Effort.Level.HIGH : level) / 100);
  }

  private static int percent(Effort.Level level) {
    return switch (level) {
      case NONE -> 0;
      case MINIMAL -> 2;
      case LOW -> 10;
      case MEDIUM -> 30;
      case HIGH -> 60;
      case XHIGH -> 90;
      case MAX -> 95;
    };
  }

  /** The level whose share of the output is nearest to the budget's. */
  private static Effort.Level level(@Nullable Integer budget, int max) {
    if (budget == null) {
      return Effort.Level.HIGH;
    }
    var share = 100.0 * budget / Math.max(1, max);
    var nearest = Effort.Level.LOW;
    for (var level : Effort.Level.values()) {
      if (level != Effort.Level.NONE
          && Math.abs(percent(level) - share) < Math.abs(percent(nearest) - share)) {
        nearest = level;
      }
    }
    return nearest;
  }

  private static String word(Effort.Level level, Model model) {
    return switch (level) {
      case NONE, MINIMAL, LOW -> "low";
      case XHIGH -> model.xhigh() ? "xhigh" : "high";
      case MEDIUM, HIGH, MAX -> level.name().toLowerCase(Locale.ROOT);
    };
  }
}
