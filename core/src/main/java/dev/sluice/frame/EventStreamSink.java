package dev.sluice.frame;

/**
 * Where an {@link EventStreamDecoder} puts what it found, in the order of the stream and on the
 * thread that feeds it.
 */
public interface EventStreamSink {
  /** One whole frame, checked. The view and what it shows are valid only during the call. */
  void frame(EventStreamFrame frame);

  /**
   * The stream is damaged or cut. Nothing follows.
   *
   * @param offset in the stream of the first byte of the damaged frame
   * @param expected and {@code found}: numbers for the message, see {@link FrameDamage}
   */
  void damaged(FrameDamage damage, long offset, long expected, long found);
}
