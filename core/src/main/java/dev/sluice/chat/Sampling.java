package dev.sluice.chat;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the next token is chosen and when to stop. Numbers are kept as the client wrote them.
 *
 * @param maxTokens upper bound of the output, reasoning included
 * @param temperature 0..2 (0..1 at Anthropic and Bedrock)
 */
public record Sampling(
    @Nullable Integer maxTokens,
    @Nullable Double temperature,
    @Nullable Double topP,
    @Nullable Integer topK,
    List<String> stop) {

  public Sampling {
    stop = List.copyOf(stop);
  }
}
