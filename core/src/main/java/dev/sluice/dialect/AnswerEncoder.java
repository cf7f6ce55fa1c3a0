package dev.sluice.dialect;

import dev.sluice.chat.Chunk;
import dev.sluice.frame.Bytes;

/**
 * Turns the chunks of one answer into the bytes of one reader. One thread. Fed from chunk 0 on;
 * what it appends to {@code out} is to be sent in order.
 */
public interface AnswerEncoder {

  /** The media type of what it writes. */
  String contentType();

  /** Appends what {@code chunk} is on the wire, which may be nothing. */
  void encode(Chunk chunk, Bytes out);

  /**
   * Commits before any content: writes the opening event of the protocol with our own id and the
   * requested model, if it was not written yet. Nothing for whole answers.
   */
  void open(Bytes out);

  /** Appends a sign of life, or nothing where the protocol knows none at this place. */
  void heartbeat(Bytes out);
}
