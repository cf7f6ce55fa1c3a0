package dev.sluice.dialect;

/**
 * Turns the bytes of one answer into chunks, however they are cut.
 *
 * <p>The sink gets {@code Start} first and exactly one terminal chunk, unless the caller stops
 * feeding: then no terminal chunk is owed. After the terminal chunk everything fed is ignored. One
 * thread; the bytes are not kept after the call.
 */
public interface AnswerDecoder {

  void feed(byte[] bytes, int offset, int length);

  /**
   * The bytes have ended as HTTP says they should. Emits the terminal chunk if there was none:
   * {@code End} only where the protocol's end marker, or what it lets pass for it, was seen; else
   * {@code upstream_truncated}.
   */
  void end();

  /**
   * Whether the answer has said why it ended and only its end marker is missing: what passes for
   * the end when nothing follows for a while.
   */
  default boolean finished() {
    return false;
  }
}
