package dev.sluice.chat;

/** What turns an answer in a provider's words into one in the client's. */
public interface AnswerWords {

  /** A sink that passes the chunks of one answer on, in the client's words. */
  ChunkSink before(ChunkSink sink);
}
