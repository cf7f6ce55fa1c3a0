package dev.sluice.journal;

import dev.sluice.chat.Chunk;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;

/**
 * A journal that lives in memory and keeps what some open cursor has still to take, and as much
 * more as its bounds say.
 *
 * <p>When every reader lags by the bound, {@link #hold} tells the writer to stop its provider, and
 * {@code onDrained} is called on the writer's thread when it may go on. A reader that lags alone is
 * ended. A reader of another loop that was woken and has not run yet is not blamed: the writer
 * waits for that loop if what waits is much.
 */
public final class MemoryJournal implements Journal {

  /*
   * Memory order. The writer and the readers of its own loop share plain fields. With a reader of
   * another loop ("remote") four things are shared, and nothing is locked.
   *
   * 1. Chunks. The writer fills a place, its weight, a segment's link and, for the terminal chunk,
   *    `end` with plain writes, then sets `published` with release. A reader reads `published` with
   *    acquire and looks only below it, so it sees all of them. Segments are never used again once a
   *    remote cursor was opened (`shared`), so a place is written once, and emptied at most once.
   *
   * 2. Dropping. A reader reads a place, then sets its `position` behind it (volatile, thus
   *    release). The writer reads `position` (volatile, thus acquire) and empties places before the
   *    smallest only. So the read of a place happens before its emptying, and an open cursor never
   *    finds an empty place. One that was ended for lagging may: it finds the chunk, which is the
   *    right one, or null, which means that it has lagged; no other value was ever there.
   *
   * 3. Waking. `turn` is changed by read-modify-write only, so its changes have one order. The
   *    writer publishes, then swaps QUEUED in; the reader's task swaps RUNNING in, then reads
   *    `published`. If the writer's swap comes first, the reader's swap reads a value written by it
   *    or behind it, so the reader sees what was published. If it comes second, it finds no QUEUED
   *    and queues a task. So nothing is published that a reader neither sees nor is woken for, and
   *    only one task is queued, because QUEUED is left by running it alone.
   *
   * 4. Holding. The writer sets `resumeAt` and then reads every `position` and `turn`; a reader sets
   *    `position` or `turn` and then reads `resumeAt`. All of these are volatile, which is one total
   *    order: so the writer sees the move, or the reader sees the mark and sends a notice. A reader
   *    that finds `noticed` set sends none: the notice that is queued clears it before it looks at
   *    the readers, in the same total order, and so will see this reader's move.
   *
   * Opening and closing are not races: a cursor is opened on the writer's thread and handed over by
   * a task; a remote reader closes by a task to the writer.
   */

  private static final VarHandle PUBLISHED =
      handle(MethodHandles.lookup(), MemoryJournal.class, "published", long.class);
  private static final VarHandle RESUME_AT =
      handle(MethodHandles.lookup(), MemoryJournal.class, "resumeAt", long.class);
  private static final VarHandle NOTICED =
      handle(MethodHandles.lookup(), MemoryJournal.class, "noticed", boolean.class);

  private static final long NEVER = Long.MAX_VALUE;

  private final JournalBounds bounds;
  private final Loop loop;
  private final Runnable onDrained;
  private final Runnable noticeTask = this::noticeTaken;

  // shared by the access modes above
  private long published; // written by the writer
  private long resumeAt = NEVER; // written by the writer: the weight at which readers tell it
  private volatile boolean noticed;
  private long end = NEVER; // written by the writer before the last publish

  // owner: the writer
  private final List<Place> places = new ArrayList<>(1);
  private final Segments segments = new Segments(new Segment(0, 0));
  private long first;
  private long next;
  private long weight;
  private long publishedWeight;
  private boolean shared;

  /**
   * @param loop the writer's own, for what readers of other loops have to tell it
   * @param onDrained called on the writer's thread, once for each {@link #hold} that was true
   */
  public MemoryJournal(JournalBounds bounds, Loop loop, Runnable onDrained) {
    this.bounds = bounds;
    this.loop = loop;
    this.onDrained = onDrained;
  }

  static VarHandle handle(
      MethodHandles.Lookup lookup, Class<?> owner, String field, Class<?> type) {
    try {
      return lookup.findVarHandle(owner, field, type);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  @Override
  public long append(Chunk chunk) {
    if (ended()) {
      throw new IllegalStateException("the journal is closed at " + next);
    }
    var segment = room();
    weight += chunk.weight();
    segment.put(next, chunk, weight);
    next++;
    if (chunk.terminal()) {
      end = next;
    }
    return next - 1;
  }

  private Segment room() {
    var last = segments.last();
    if (last.covers(next)) {
      return last;
    }
    if (first == next && !shared) {
      last.restart(next, weight);
      return last;
    }
    var fresh = new Segment(next, weight);
    segments.add(fresh);
    trim();
    return fresh;
  }

  @Override
  public void publish() {
    publish(next);
  }

  /** Publishes what was appended before {@code position}: for a store that has made it durable. */
  public void publish(long position) {
    if (position < published || position > next) {
      throw new IllegalArgumentException(position + " is not in " + published + " to " + next);
    }
    if (places.size() > 1) {
      endWhoLagsAlone();
    }
    PUBLISHED.setRelease(this, position);
    publishedWeight = weightBefore(position);
    for (var i = places.size() - 1; i >= 0; i--) {
      if (i < places.size()) {
        places.get(i).wake();
      }
    }
    if (shared || places.size() != 1) {
      drop();
    }
  }

  /** Looks at what readers could have taken since the last time, not at what comes now. */
  private void endWhoLagsAlone() {
    if (!lags(publishedWeight, bounds.alone(), true)
        || lags(publishedWeight, bounds.high(), false)) {
      return;
    }
    for (var i = places.size() - 1; i >= 0; i--) {
      if (i < places.size()) {
        var place = places.get(i);
        if (place.rested() && lag(publishedWeight, place) >= bounds.alone()) {
          remove(place);
          place.lag();
        }
      }
    }
  }

  /** Whether any reader, or every one, lags by {@code bound} behind that weight. */
  private boolean lags(long behind, long bound, boolean any) {
    for (var i = 0; i < places.size(); i++) {
      if (lag(behind, places.get(i)) >= bound == any) {
        return any;
      }
    }
    return !any;
  }

  private long lag(long behind, Place place) {
    return behind - weightBefore(place.reached()) - bounds.kept();
  }

  @Override
  public Opening open(long position, Runnable wake) {
    return keeps(position)
        ? opened(new LocalCursor(this, position, segment(position), wake))
        : refusal(position);
  }

  @Override
  public Opening open(long position, Loop readersLoop, Runnable wake) {
    if (!keeps(position)) {
      return refusal(position);
    }
    shared = true;
    return opened(new RemoteCursor(this, position, segment(position), readersLoop, wake));
  }

  private boolean keeps(long position) {
    return first <= position && position <= published;
  }

  private Opening refusal(long position) {
    return position < first ? new Opening.Dropped(first) : new Opening.Ahead(published);
  }

  private <T extends Cursor & Place> Opening opened(T cursor) {
    cursor.index(places.size());
    places.add(cursor);
    return new Opening.Opened(cursor);
  }

  @Override
  public boolean hold() {
    if (!mustWait(bounds.high())) {
      return false;
    }
    RESUME_AT.setVolatile(this, weight - bounds.kept() - bounds.low());
    if (shared && !mustWait(bounds.low() + 1)) {
      RESUME_AT.setVolatile(this, NEVER);
      return false;
    }
    return true;
  }

  /** Whether all lag by {@code bound}, or one lags by much that has not had its chance yet. */
  private boolean mustWait(long bound) {
    var free = places.isEmpty();
    for (var i = 0; i < places.size(); i++) {
      var place = places.get(i);
      var rested = place.rested(); // before its lag: what it took in its turn must be seen
      var lag = lag(weight, place);
      if (!rested && lag >= bounds.alone()) {
        return true;
      }
      free |= lag < bound;
    }
    return !free;
  }

  private void settle() {
    drop();
    if (resumeAt != NEVER && !mustWait(bounds.low() + 1)) {
      RESUME_AT.setVolatile(this, NEVER);
      onDrained.run();
    }
  }

  @Override
  public void forget(long position) {
    dropBefore(Math.min(position, passedByAll()), 0);
  }

  private void drop() {
    dropBefore(passedByAll(), bounds.kept());
  }

  private long passedByAll() {
    var passed = published;
    for (var i = 0; i < places.size(); i++) {
      passed = Math.min(passed, places.get(i).reached());
    }
    return passed;
  }

  private void dropBefore(long position, long kept) {
    while (first < position && weight - weightBefore(first) > kept) {
      segments.first().drop(first);
      first++;
      trim();
    }
  }

  private void trim() {
    if (segments.first() != segments.last() && !segments.first().covers(first)) {
      segments.removeFirst();
    }
  }

  private Segment segment(long position) {
    return position == next ? segments.last() : segments.at(position);
  }

  private long weightBefore(long position) {
    return position == next ? weight : segments.at(position).weightBefore(position);
  }

  /** The weight of what is held, in bytes. */
  public long held() {
    return weight - weightBefore(first);
  }

  @Override
  public long next() {
    return next;
  }

  @Override
  public long published() {
    return published;
  }

  @Override
  public long first() {
    return first;
  }

  @Override
  public boolean ended() {
    return end != NEVER;
  }

  @Override
  public int readers() {
    return places.size();
  }

  // ---- for cursors on the writer's thread

  void moved() {
    if (places.size() == 1) {
      drop();
    }
    if (resumeAt != NEVER) {
      settle();
    }
  }

  /** Takes a place from the list; the last one fills its gap. Idempotent. */
  void remove(Place place) {
    var index = place.index();
    if (index < 0) {
      return;
    }
    place.index(-1);
    var last = places.removeLast();
    if (last != place) {
      places.set(index, last);
      last.index(index);
    }
    settle();
  }

  /** The number behind the terminal chunk. For other threads only as of what was published. */
  long end() {
    return end;
  }

  // ---- for cursors on other threads

  long publishedAcquire() {
    return (long) PUBLISHED.getAcquire(this);
  }

  /** A reader has taken everything up to this weight. */
  void passed(long passedWeight) {
    if (passedWeight >= (long) RESUME_AT.getVolatile(this)) {
      notice();
    }
  }

  /** A reader has had its chance. */
  void rested() {
    if ((long) RESUME_AT.getVolatile(this) != NEVER) {
      notice();
    }
  }

  private void notice() {
    if (!noticed && !(boolean) NOTICED.getAndSet(this, true)) {
      var _ = loop.execute(noticeTask);
    }
  }

  private void noticeTaken() {
    noticed = false;
    settle();
  }

  void left(RemoteCursor cursor) {
    var _ = loop.execute(() -> remove(cursor));
  }
}
