/**
 * The vocabulary: what a chat request is and what an answer is made of.
 *
 * <p>Requests come in as {@link dev.sluice.chat.ChatRequest}, answers go out as a sequence of
 * {@link dev.sluice.chat.Chunk}s whose order {@link dev.sluice.chat.ChunkRules} knows. This package
 * knows no protocol, no provider, no bytes and no clock. Start reading at {@link
 * dev.sluice.chat.Chunk}.
 */
@NullMarked
package dev.sluice.chat;

import org.jspecify.annotations.NullMarked;
