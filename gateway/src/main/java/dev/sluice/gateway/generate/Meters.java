package dev.sluice.gateway.generate;

/** What generations count. Implementations are thread-safe and cheap. */
public interface Meters {

  /** Chunks were appended to a journal. */
  void chunks(int count);

  /** Nanoseconds from the request to its first content. */
  void firstToken(long nanos);

  /** Nanoseconds between two reads with content of one answer. */
  void betweenChunks(long nanos);

  /** A provider failed with this error code. */
  void upstreamError(String upstream, String kind);

  /** A chunk came that breaks the grammar of answers. */
  void violation();
}
