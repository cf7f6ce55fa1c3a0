package dev.sluice.dialect;

import dev.sluice.chat.ChatRequest;
import dev.sluice.chat.Failure;

/** What came of reading a client's request. */
public sealed interface ReadResult {
  record Accepted(ChatRequest request) implements ReadResult {}

  record Refused(Failure failure) implements ReadResult {}
}
