package dev.sluice.gateway.generate;

import dev.sluice.chat.ChatRequest;
import dev.sluice.chat.ChunkSink;

/** Remembers signed reasoning between the turns of a conversation. Thread-safe. */
public interface ReasoningMemory {

  /** Watches one answer of {@code provider}. */
  ChunkSink observe(String provider);

  /** The request with the reasoning that this provider signed put back before its tool calls. */
  ChatRequest recall(ChatRequest request, String provider);

  /** Whether this provider made the signature. */
  boolean signedBy(String provider, String signature);
}
