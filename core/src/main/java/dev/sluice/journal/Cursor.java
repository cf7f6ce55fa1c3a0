package dev.sluice.journal;

import dev.sluice.chat.Chunk;

/**
 * A reader's place in a journal. Everything here is called on the reader's own thread and on no
 * other: the loop that was given when the cursor was opened.
 *
 * <p>A cursor gives the chunks from where it was opened to the terminal one, each once and in
 * order. A cursor that {@linkplain JournalBounds lagged alone} gives, in place of what it has
 * missed, one terminal chunk of its own that is not in the journal: {@code reader_lagged}.
 */
public interface Cursor {

  /** Whether {@link #take} has something. False for ever once a terminal chunk was taken. */
  boolean ready();

  /**
   * The chunk at this place; moves behind it.
   *
   * @throws IllegalStateException when there is nothing: ask {@link #ready} first
   */
  Chunk take();

  /** The number of the journal's chunk that comes next here; stays true after the cursor's end. */
  long position();

  /** Whether nothing will ever come: a terminal chunk was taken, or this cursor is closed. */
  boolean ended();

  /** Leaves; the journal keeps nothing for this cursor any more. Idempotent. */
  void close();
}
