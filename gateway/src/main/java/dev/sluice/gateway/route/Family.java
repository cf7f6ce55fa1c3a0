package dev.sluice.gateway.route;

import java.util.List;

/** Whose models a provider is taken to serve: that of its protocol. */
public enum Family {
  OPENAI,
  ANTHROPIC,
  BEDROCK;

  /** The names that it knows, as near as patterns with a star can say it. */
  List<String> patterns() {
    return switch (this) {
      case OPENAI -> List.of("gpt-*", "chatgpt-*", "o1*", "o3*", "o4*");
      case ANTHROPIC -> List.of("claude-*");
      case BEDROCK ->
          List.of(
              "amazon.*",
              "anthropic.*",
              "meta.*",
              "mistral.*",
              "us.*",
              "eu.*",
              "global.*",
              "arn:aws:bedrock:*");
    };
  }

  /** Whether a model name is one of this family's by its shape. */
  boolean knows(String model) {
    return switch (this) {
      case OPENAI ->
          model.startsWith("gpt-") || model.startsWith("chatgpt-") || isReasoningModel(model);
      case ANTHROPIC -> model.startsWith("claude-");
      case BEDROCK -> model.startsWith("arn:aws") || isVendorId(model);
    };
  }

  // o1, o3-mini: not olmo
  private static boolean isReasoningModel(String model) {
    return model.length() > 1 && model.charAt(0) == 'o' && isDigit(model.charAt(1));
  }

  /** {@code vendor.model} or {@code region.vendor.model}; not a version number as in llama3.1. */
  private static boolean isVendorId(String model) {
    int dot = model.indexOf('.');
    if (dot < 2 || dot + 1 == model.length() || !isLetter(model.charAt(dot + 1))) {
      return false;
    }
    for (int i = 0; i < dot; i++) {
      char c = model.charAt(i);
      if (!isLetter(c) && (i == 0 || (!isDigit(c) && c != '-'))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isLetter(char c) {
    return c >= 'a' && c <= 'z';
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
