package dev.sluice.gateway.deliver;

import dev.sluice.chat.Failure;
import dev.sluice.dialect.ErrorAnswer;
import dev.sluice.time.Ticker;
import java.util.Map;

/** What a reader asks of the exchange that it answers. */
public interface Answering {

  /** Whether the client asked for a stream. */
  boolean streamed();

  long heartbeatNanos();

  /** Where the time between heartbeats comes from. */
  Ticker ticker();

  /** How large a whole answer may be. */
  int bodyBytesMax();

  /** Headers of the answer, names in lower case. */
  Map<String, String> headers(String contentType);

  /** The failure as the client's protocol says it. */
  ErrorAnswer error(Failure failure);

  /** Headers of that error answer. */
  Map<String, String> errorHeaders(ErrorAnswer error);

  /** A fault of ours has ended this reader; to be logged. */
  void fault(Throwable cause);

  /** The reader is done, or its client has left. Called once. */
  void closed(long bytesOut, boolean clientLeft);
}
