package dev.sluice.journal;

import dev.sluice.chat.Chunk;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * A journal that lives in memory and drops what every open cursor has passed.
 *
 * <p>One writer appends and {@linkplain #publish publishes} once per batch; cursors wake then. The
 * weight of what is kept for the slowest cursor is {@link #lag}: the writer stops its provider
 * while it is at the bound, and {@code onDrained} tells it to go on. All on one thread, the loop of
 * the generation.
 */
public final class MemoryJournal {

  private final int lowBytes;
  private final Runnable onDrained;
  private final ArrayDeque<Chunk> kept = new ArrayDeque<>();
  private final List<Cursor> cursors = new ArrayList<>(1);
  private long base;
  private long lag;
  private boolean ended;
  private boolean holding;

  /**
   * @param lowBytes the lag under which a held writer may go on
   * @param onDrained called when a writer that {@linkplain #hold held} may go on
   */
  public MemoryJournal(int lowBytes, Runnable onDrained) {
    this.lowBytes = lowBytes;
    this.onDrained = onDrained;
  }

  /** Appends a chunk; its number is returned. The terminal chunk closes the journal. */
  public long append(Chunk chunk) {
    if (ended) {
      throw new IllegalStateException("the journal is closed at " + next());
    }
    ended = chunk.terminal();
    if (cursors.isEmpty()) {
      return base++;
    }
    kept.addLast(chunk);
    lag += chunk.weight();
    return next() - 1;
  }

  /** Wakes the readers: once per batch of chunks. */
  public void publish() {
    for (var i = cursors.size() - 1; i >= 0; i--) {
      if (i < cursors.size()) {
        cursors.get(i).wake();
      }
    }
  }

  /**
   * Opens a cursor before the next chunk. {@code wake} is called on the journal's thread when there
   * is something to take.
   */
  public Cursor open(Runnable wake) {
    var cursor = new Cursor(this, next(), wake);
    cursors.add(cursor);
    return cursor;
  }

  /** The writer has stopped its provider and wants to hear when the lag is small again. */
  public void hold() {
    holding = true;
  }

  /** The number of the chunk that is appended next. */
  public long next() {
    return base + kept.size();
  }

  /** The weight of what waits for the slowest cursor, in bytes. */
  public long lag() {
    return lag;
  }

  public boolean ended() {
    return ended;
  }

  /** How many cursors are open. */
  public int readers() {
    return cursors.size();
  }

  Chunk at(long position) {
    var index = (int) (position - base);
    if (index == 0) {
      return kept.getFirst();
    }
    var all = kept.iterator();
    for (var i = 0; i < index; i++) {
      all.next();
    }
    return all.next();
  }

  void moved() {
    var slowest = next();
    for (var i = 0; i < cursors.size(); i++) {
      slowest = Math.min(slowest, cursors.get(i).position());
    }
    while (base < slowest) {
      lag -= kept.removeFirst().weight();
      base++;
    }
    if (holding && lag <= lowBytes) {
      holding = false;
      onDrained.run();
    }
  }

  void closed(Cursor cursor) {
    cursors.remove(cursor);
    moved();
  }
}
