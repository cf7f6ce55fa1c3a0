package dev.sluice.journal;

import dev.sluice.chat.Chunk;

/**
 * One answer as numbered chunks 0, 1, 2 … without gap: its writer's side.
 *
 * <p>There is one writer, and every method is called on its thread. What is {@linkplain #append
 * appended} can be seen by nobody before it is published: a memory journal publishes when it is
 * {@linkplain #publish told to}, a durable one when the group commit that holds it is done. Readers
 * live on any loop; each has a {@link Cursor} and is woken on its own loop. The writer takes no
 * lock and waits for no reader.
 */
public interface Journal {

  /**
   * Appends a chunk; its number is returned. The terminal chunk closes the journal.
   *
   * @throws IllegalStateException after the terminal chunk
   */
  long append(Chunk chunk);

  /** Asks that all that was appended may be seen; readers are woken. Once a batch of chunks. */
  void publish();

  /**
   * Opens a cursor for a reader on the writer's own loop. {@code wake} is called directly, within
   * {@link #publish}, when there is something to take; nothing is called for what is there already.
   *
   * @param position the number of the chunk to begin with, at most {@link #published}
   */
  Opening open(long position, Runnable wake);

  /**
   * Opens a cursor for a reader on another loop, to be handed over to it by a task. {@code wake}
   * runs there when there is something to take; at most one such task is queued at any time.
   */
  Opening open(long position, Loop loop, Runnable wake);

  /** The number of the chunk that is appended next. */
  long next();

  /** The number behind the last chunk that readers may see. */
  long published();

  /** The number of the oldest chunk that is kept: the lowest at which a cursor can be opened. */
  long first();

  /** Whether the terminal chunk was appended. */
  boolean ended();

  /** How many cursors are open. */
  int readers();

  /**
   * Whether the writer has to stop its provider now, because every reader lags. If so, it is told
   * once when it may go on.
   */
  boolean hold();

  /** Drops what is kept before {@code position}, as far as every cursor has passed it. */
  void forget(long position);
}
