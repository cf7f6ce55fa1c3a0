package dev.sluice.journal;

import dev.sluice.chat.Chunk;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Objects;

/**
 * The cursor of a reader on another loop than the writer's. See {@link MemoryJournal}'s comment.
 */
final class RemoteCursor implements Cursor, Place {

  /** No wake-up is under way: what the reader has not taken, it did not want. */
  private static final int RESTING = 0;

  /** A wake-up is queued on the reader's loop. */
  private static final int QUEUED = 1;

  /** The reader runs because it was woken. */
  private static final int RUNNING = 2;

  private static final VarHandle POSITION = handle("position", long.class);
  private static final VarHandle TURN = handle("turn", int.class);

  private final MemoryJournal journal;
  private final Loop loop;
  private final Runnable wake;
  private final Runnable turnTask = this::turn;

  // shared
  private long position; // written by the reader; by POSITION to others
  private volatile int turn; // changed by TURN only
  private volatile boolean lagged; // written by the writer

  // owner: the reader
  private Segment here;
  private long seen;
  private boolean over;
  private boolean closed;

  // owner: the writer
  private int index;

  RemoteCursor(MemoryJournal journal, long position, Segment here, Loop loop, Runnable wake) {
    this.journal = journal;
    this.position = position;
    this.seen = position;
    this.here = here;
    this.loop = loop;
    this.wake = wake;
  }

  private static VarHandle handle(String field, Class<?> type) {
    return MemoryJournal.handle(MethodHandles.lookup(), RemoteCursor.class, field, type);
  }

  @Override
  public boolean ready() {
    return !over && (published() || lagged);
  }

  /** Whether something was published for this place; the shared mark is read only at need. */
  private boolean published() {
    if (position < seen) {
      return true;
    }
    seen = journal.publishedAcquire();
    return position < seen;
  }

  @Override
  public Chunk take() {
    if (!ready()) {
      throw new IllegalStateException("nothing at " + position);
    }
    if (!lagged) {
      if (!here.covers(position)) {
        here = Objects.requireNonNull(here.next);
      }
      var chunk = here.at(position);
      if (chunk != null) {
        moveBehind(chunk);
        return chunk;
      }
    }
    over = true;
    return LAGGED;
  }

  private void moveBehind(Chunk chunk) {
    var passed = here.weightThrough(position);
    over = chunk.terminal();
    POSITION.setVolatile(this, position + 1);
    journal.passed(passed);
  }

  @Override
  public long position() {
    return position;
  }

  @Override
  public boolean ended() {
    return over || (!published() && position == journal.end());
  }

  @Override
  public void close() {
    over = true;
    if (!closed) {
      closed = true;
      journal.left(this);
    }
  }

  private void turn() {
    TURN.getAndSet(this, RUNNING);
    try {
      if (!over) {
        wake.run();
      }
    } finally {
      TURN.compareAndSet(this, RUNNING, RESTING);
      journal.rested();
    }
  }

  @Override
  public long reached() {
    return (long) POSITION.getVolatile(this);
  }

  @Override
  public boolean rested() {
    return turn == RESTING;
  }

  @Override
  public void wake() {
    if ((int) TURN.getAndSet(this, QUEUED) != QUEUED && !loop.execute(turnTask)) {
      journal.remove(this);
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
