package dev.sluice.frame;

/**
 * Where an {@link SseDecoder} puts what it found, in the order of the stream and on the thread that
 * feeds it.
 *
 * <p>A slice is valid only during the call: who wants to keep it copies it. Data is raw UTF-8 that
 * nobody has checked; lines of one event are joined with LF. A sink feeds and ends no decoder.
 */
public interface SseSink {
  /**
   * One event, ended by its blank line.
   *
   * @param name the value of its last {@code event} field, or {@code ""} when it had none
   */
  void event(String name, byte[] data, int offset, int length);

  /**
   * The event that was pending when the stream ended without its blank line. The specification
   * drops it; some servers leave the blank line out, so the reader decides.
   */
  void unfinished(String name, byte[] data, int offset, int length);

  /**
   * A line, an event or an event name is longer than its bound. Nothing follows.
   *
   * @param offset of the first byte of the stream beyond the bound
   * @param bound in bytes
   */
  void overflow(long offset, int bound);

  /** A line that starts with a colon: a sign of life. */
  default void comment() {}

  /** A {@code retry} field. */
  default void retry(long millis) {}

  /** A line whose field is unknown, or whose value the grammar or a bound refuses. */
  default void ignored(byte[] line, int offset, int length) {}
}
