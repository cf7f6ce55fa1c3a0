package dev.sluice.gateway.generate;

import dev.sluice.chat.Principal;
import dev.sluice.dialect.Dialect;
import dev.sluice.journal.Cursor;
import dev.sluice.journal.Opening;
import dev.sluice.run.State;
import io.netty.channel.EventLoop;
import java.util.Map;

/**
 * An answer, under way or ended. Stopping it and leaving it are two things: a stop ends it for all
 * readers, leaving drops one reader's cursor. But for {@link #id}, {@link #principal}, {@link
 * #loop}, {@link #leave} and {@link #stop}, on its loop.
 */
public interface Answer {

  String id();

  Principal principal();

  EventLoop loop();

  State state();

  /** The provider that answers, or is asked at present. */
  String provider();

  /** How many calls were made. */
  int attempts();

  /** The provider's rate limits as headers for a client of that protocol. */
  Map<String, String> limits(Dialect client);

  /** The number behind the last chunk that readers may see. */
  long published();

  /**
   * Opens a cursor for a reader on this loop.
   *
   * @param position the number of the chunk to begin with; 0 for all of it
   * @param wake called when there is something to take
   * @param committed called if the client's status line is due before any content
   */
  Opening read(long position, Runnable wake, Runnable committed);

  /**
   * Opens a cursor for a reader on another loop, to be handed over to it by a task; {@code wake} is
   * called there.
   */
  Opening readElsewhere(long position, EventLoop readersLoop, Runnable wake);

  /**
   * Closes a reader's cursor; idempotent; on the reader's loop. What happens when it was the last
   * is the answer's {@link OnDisconnect}.
   */
  void leave(Cursor cursor);

  /** Ends the answer as cancelled, whoever reads it. From any thread. */
  void stop();

  /** Facts for the log; complete once the terminal chunk is written. */
  Ending ending();
}
