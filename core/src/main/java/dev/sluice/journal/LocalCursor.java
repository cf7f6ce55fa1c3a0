package dev.sluice.journal;

import dev.sluice.chat.Chunk;
import java.util.Objects;

/** The cursor of a reader on the writer's own loop: plain fields, direct calls. */
final class LocalCursor implements Cursor, Place {

  private final MemoryJournal journal;
  private final Runnable wake;
  private Segment here;
  private long position;
  private int index;
  private boolean lagged;
  private boolean over;

  LocalCursor(MemoryJournal journal, long position, Segment here, Runnable wake) {
    this.journal = journal;
    this.position = position;
    this.here = here;
    this.wake = wake;
  }

  @Override
  public boolean ready() {
    return !over && (lagged || position < journal.published());
  }

  @Override
  public Chunk take() {
    if (!ready()) {
      throw new IllegalStateException("nothing at " + position);
    }
    if (lagged) {
      over = true;
      return LAGGED;
    }
    if (!here.covers(position)) {
      here = Objects.requireNonNull(here.next);
    }
    var chunk = Objects.requireNonNull(here.at(position));
    over = chunk.terminal();
    position++;
    journal.moved();
    return chunk;
  }

  @Override
  public long position() {
    return position;
  }

  @Override
  public boolean ended() {
    return over || position == journal.end();
  }

  @Override
  public void close() {
    over = true;
    journal.remove(this);
  }

  @Override
  public long reached() {
    return position;
  }

  @Override
  public boolean rested() {
    return true;
  }

  @Override
  public void wake() {
    if (!over) {
      wake.run();
    }
  }

  @Override
  public void lag() {
    lagged = true;
    wake();
  }

  @Override
  public int index() {
    return index;
  }

  @Override
  public void index(int place) {
    index = place;
  }
}
