package dev.sluice.gateway.generate;

import dev.sluice.chat.ChatRequest;
import dev.sluice.chat.ChunkSink;
import dev.sluice.chat.Principal;

/**
 * Remembers reasoning between the turns of a conversation, for each principal alone. Thread-safe.
 */
public interface ReasoningMemory {

  /**
   * Watches one answer of {@code provider}.
   *
   * @param open whether reasoning without a signature is remembered too, because the model wants it
   *     back with its calls
   */
  ChunkSink observe(Principal principal, String provider, boolean open);

  /** The request with the reasoning of this provider put back before its tool calls. */
  ChatRequest recall(Principal principal, ChatRequest request, String provider);

  /** Whether this provider made the signature in an answer to this principal. */
  boolean signedBy(Principal principal, String provider, String signature);
}
