package dev.sluice.journal;

import dev.sluice.chat.Chunk;

/** A reader's place in a journal. On the journal's thread. */
public final class Cursor {

  private final MemoryJournal journal;
  private final Runnable wake;
  private long position;
  private boolean open = true;

  Cursor(MemoryJournal journal, long position, Runnable wake) {
    this.journal = journal;
    this.position = position;
    this.wake = wake;
  }

  /** Whether {@link #take} has something. */
  public boolean ready() {
    return open && position < journal.next();
  }

  /** The chunk at this place, without moving. Only when {@link #ready}. */
  public Chunk peek() {
    return journal.at(position);
  }

  /** The chunk at this place; moves behind it. Only when {@link #ready}. */
  public Chunk take() {
    if (!ready()) {
      throw new IllegalStateException("nothing at " + position);
    }
    var chunk = journal.at(position);
    position++;
    journal.moved();
    return chunk;
  }

  /** The number of the chunk that {@link #take} gives next. */
  public long position() {
    return position;
  }

  /** Leaves; the journal keeps nothing for this cursor any more. Idempotent. */
  public void close() {
    if (open) {
      open = false;
      journal.closed(this);
    }
  }

  void wake() {
    if (open) {
      wake.run();
    }
  }
}
