package dev.sluice.chat;

/**
 * What a client's own protocol calls the neutral members of a request: the names that {@code
 * sluice-dropped} gives back when one of them is left out, cut or changed for a target. Set by the
 * reader, so that no writer knows another protocol's words.
 */
public record FieldNames(
    String maxTokens,
    String temperature,
    String topP,
    String topK,
    String stop,
    String effort,
    String user,
    String parallelCalls,
    String toolChoice) {

  /** The names of the neutral members themselves. */
  public static final FieldNames NEUTRAL =
      new FieldNames(
          "max_tokens",
          "temperature",
          "top_p",
          "top_k",
          "stop",
          "effort",
          "user",
          "parallel_calls",
          "tool_choice");
}
