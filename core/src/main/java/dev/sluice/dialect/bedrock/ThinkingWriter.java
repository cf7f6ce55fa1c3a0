package dev.sluice.dialect.bedrock;

import dev.sluice.chat.Effort;
import dev.sluice.dialect.Model;
import dev.sluice.json.Json;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Writes how much a model shall reason, in the words of its maker. Source: protocol reference,
 * §11.5.
 *
 * @param fields members of {@code additionalModelRequestFields}
 * @param on whether the model will think
 * @param maxTokens the bound of the output that leaves room for the budget, or 0 for the client's
 */
record ThinkingWriter(Json.Obj fields, boolean on, int maxTokens) {

  private static final int BUDGET_MIN = 1024;

  /** What to send; empty when the model has no word for it. */
  static Optional<ThinkingWriter> of(String model, Effort effort, @Nullable Integer maxTokens) {
    var claude = Model.claude(model);
    if (claude.isPresent()) {
      return claude(claude.get(), effort, maxTokens);
    }
    var id = model.toLowerCase(Locale.ROOT);
    if (id.contains("gpt-oss")) {
      return word(effort, maxTokens)
          .map(word -> new ThinkingWriter(Json.Obj.of().put("reasoning_effort", word), true, 0));
    }
    if (id.contains("nova-2")) {
      return Optional.of(nova(effort, maxTokens));
    }
    return Optional.empty();
  }

  private static ThinkingWriter nova(Effort effort, @Nullable Integer maxTokens) {
    var word = word(effort, maxTokens);
    var config = Json.Obj.of().put("type", word.isPresent() ? "enabled" : "disabled");
    word.ifPresent(value -> config.put("maxReasoningEffort", value));
    return new ThinkingWriter(Json.Obj.of().put("reasoningConfig", config), word.isPresent(), 0);
  }

  private static Optional<String> word(Effort effort, @Nullable Integer maxTokens) {
    return switch (level(effort, maxTokens == null ? 64_000 : maxTokens)) {
      case NONE -> Optional.empty();
      case MINIMAL, LOW -> Optional.of("low");
      case MEDIUM -> Optional.of("medium");
      case HIGH, XHIGH, MAX -> Optional.of("high");
    };
  }

  private static Optional<ThinkingWriter> claude(
      Model claude, Effort effort, @Nullable Integer maxTokens) {
    if (effort.level() == Effort.Level.NONE) {
      return Optional.of(off(claude));
    }
    var given = effort.budgetTokens();
    var max = maxTokens == null ? claude.outputMax() : maxTokens;
    if (claude.budget() && (given != null || !claude.adaptive())) {
      var budget = given == null ? (int) (claude.outputMax() * share(level(effort, max))) : given;
      return Optional.of(budgeted(claude, Math.max(BUDGET_MIN, budget), maxTokens));
    }
    if (!claude.adaptive()) {
      return Optional.empty();
    }
    var word =
        switch (level(effort, max)) {
          case NONE, MINIMAL, LOW -> "low";
          case MEDIUM -> "medium";
          case HIGH -> "high";
          case XHIGH -> claude.xhigh() ? "xhigh" : "high";
          case MAX -> "max";
        };
    return Optional.of(
        new ThinkingWriter(
            Json.Obj.of()
                .put("thinking", Json.Obj.of().put("type", "adaptive").put("display", "summarized"))
                .put("output_config", Json.Obj.of().put("effort", word)),
            true,
            0));
  }

  /** A budget is smaller than the bound of the output, which grows with it as far as it may. */
  private static ThinkingWriter budgeted(Model claude, int budget, @Nullable Integer maxTokens) {
    var tokens = budget;
    var room = 0;
    if (maxTokens != null && budget >= maxTokens) {
      var both = (int) Math.min(Integer.MAX_VALUE, (long) budget + maxTokens);
      room = Math.max(maxTokens, Math.min(both, claude.outputMax()));
      room = Math.max(room, BUDGET_MIN + 1);
      tokens = Math.min(budget, room - 1);
    }
    var thinking = Json.Obj.of().put("type", "enabled").put("budget_tokens", tokens);
    return new ThinkingWriter(Json.Obj.of().put("thinking", thinking), true, room);
  }

  /** Thinking switched off, which newer models must be told. */
  static ThinkingWriter off(Model claude) {
    var fields = Json.Obj.of();
    switch (claude.off()) {
      case DISABLED -> {
        if (claude.adaptive()) {
          fields.put("thinking", Json.Obj.of().put("type", "disabled"));
        }
      }
      case BETWEEN_TOOLS -> fields.put("thinking", Json.Obj.of().put("type", "between_tools"));
      case NEVER -> fields.put("output_config", Json.Obj.of().put("effort", "low"));
    }
    return new ThinkingWriter(fields, false, 0);
  }

  private static double share(Effort.Level level) {
    return switch (level) {
      case NONE -> 0;
      case MINIMAL -> 0.02;
      case LOW -> 0.1;
      case MEDIUM -> 0.3;
      case HIGH -> 0.6;
      case XHIGH -> 0.9;
      case MAX -> 0.95;
    };
  }

  /** The level, or the one whose share is nearest to the budget. */
  private static Effort.Level level(Effort effort, int max) {
    var level = effort.level();
    if (level != null) {
      return level;
    }
    var budget = effort.budgetTokens();
    var share = budget == null ? share(Effort.Level.MEDIUM) : (double) budget / Math.max(1, max);
    var nearest = Effort.Level.MINIMAL;
    for (var candidate : Effort.Level.values()) {
      if (candidate != Effort.Level.NONE
          && Math.abs(share(candidate) - share) < Math.abs(share(nearest) - share)) {
        nearest = candidate;
      }
    }
    return nearest;
  }
}
