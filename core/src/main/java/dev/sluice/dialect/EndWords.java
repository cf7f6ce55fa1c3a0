package dev.sluice.dialect;

import java.util.Locale;

/** Words for why an answer ended that mean the same whatever the protocol. */
public final class EndWords {

  private EndWords() {}

  /**
   * Whether it is a word at all: several servers fill the place with one that means nothing yet.
   */
  public static boolean isWord(String raw) {
    return switch (raw.strip().toLowerCase(Locale.ROOT)) {
      case "",
          "none",
          "null",
          "nil",
          "undefined",
          "n/a",
          "unspecified",
          "finish_reason_unspecified",
          "not_finished",
          "in_progress" ->
          false;
      default -> true;
    };
  }

  /** Whether the provider says by its finish reason that it failed. */
  public static boolean isFailure(String raw) {
    return switch (raw.toLowerCase(Locale.ROOT)) {
      case "error",
          "abort",
          "aborted",
          "failed",
          "failure",
          "timeout",
          "cancelled",
          "canceled",
          "network_error",
          "internal_error",
          "server_error",
          "model_error",
          "insufficient_system_resource" ->
          true;
      default -> false;
    };
  }

  /** Whether the model made something that could not be read: a failure where nothing else came. */
  public static boolean isMalformed(String raw) {
    var lower = raw.toLowerCase(Locale.ROOT);
    return lower.startsWith("malformed")
        || lower.equals("unexpected_tool_call")
        || lower.equals("missing_thought_signature")
        || lower.equals("too_many_tool_calls");
  }
}
