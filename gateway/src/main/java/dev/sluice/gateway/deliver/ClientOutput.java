package dev.sluice.gateway.deliver;

import dev.sluice.frame.Bytes;
import java.util.Map;

/**
 * The client's side of one exchange, on the exchange's loop. Either {@link #whole} once, or {@link
 * #head}, any number of {@link #write}, and {@link #end}, {@link #breakOff} or {@link #abort}.
 * After the client has left all of them do nothing.
 */
public interface ClientOutput {

  /** Sends a complete answer with its content-length. */
  void whole(int status, Map<String, String> headers, byte[] body);

  /** Sends status and headers of a stream. */
  void head(int status, Map<String, String> headers);

  /** Queues a copy of the bytes and flushes; a batch of chunks is one call. */
  void write(Bytes bytes);

  /** Ends the stream as HTTP says. */
  void end();

  /**
   * Ends the stream so that what was written still arrives, and then visibly lacks its end. For a
   * stream whose error has been said in-band: clients that skip error events must not take it for
   * complete.
   */
  void breakOff();

  /** Breaks the stream off visibly (reset), for when nothing truer can be said. */
  void abort();

  /** Whether the client takes more right now: the queue is under its high watermark. */
  boolean writable();

  /** Calls {@code wake} on the loop each time the output becomes writable again. */
  void onWritable(Runnable wake);

  /**
   * Calls {@code left} once, on the loop, when the client leaves (FIN, reset, RST_STREAM) early.
   */
  void onLeave(Runnable left);
}
