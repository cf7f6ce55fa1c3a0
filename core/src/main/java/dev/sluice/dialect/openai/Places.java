package dev.sluice.dialect.openai;

import dev.sluice.chat.Extra;
import java.util.List;
import java.util.Set;

/** Where an unknown member stood: the words of {@link Extra.Member#place} in this protocol. */
final class Places {

  static final String PROTOCOL = "openai";

  static final String TOP = "";
  static final String CHOICE = "choice";

  /** In {@code delta} or {@code message}. */
  static final String DELTA = "delta";

  /** In an element of {@code tool_calls}. */
  static final String TOOL = "tool";

  static final String FUNCTION = "function";
  static final String USAGE = "usage";
  static final String PROMPT_DETAILS = "prompt_tokens_details";
  static final String COMPLETION_DETAILS = "completion_tokens_details";

  /** No member of the wire: which of two names for the same thing the provider used. */
  static final String SPELLING = "spelling";

  /** The reasoning stood in {@code reasoning}, not in {@code reasoning_content}. */
  static final Extra REASONING =
      new Extra(PROTOCOL, List.of(new Extra.Member(SPELLING, "reasoning", "true")));

  /** The call stood in the deprecated {@code function_call}. */
  static final Extra FUNCTION_CALL =
      new Extra(PROTOCOL, List.of(new Extra.Member(SPELLING, "function_call", "true")));

  /** Top-level members that stand in every chunk of a stream and seldom change. */
  static final Set<String> STANDING = Set.of("system_fingerprint", "service_tier");

  /** Padding against traffic analysis, another one in each chunk. */
  static final String PADDING = "obfuscation";

  private Places() {}

  static boolean spelled(Extra extra, String name) {
    if (!extra.of(PROTOCOL)) {
      return false;
    }
    for (var member : extra.members()) {
      if (member.place().equals(SPELLING) && member.name().equals(name)) {
        return true;
      }
    }
    return false;
  }
}
