package dev.sluice.journal;

import static dev.sluice.journal.Journals.opened;
import static dev.sluice.journal.Journals.shown;
import static dev.sluice.journal.Journals.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.Property;
import dev.sluice.chat.Chunk;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * Random histories of a writer and readers on three loops against a model: the list of all chunks
 * and the published mark. The loops' turns are drawn as well, so any order of tasks is tried.
 */
final class JournalPropertyTest {

  private static final int HISTORIES = 3000;
  private static final int STEPS = 300;

  @Test
  void everyReaderSeesEveryPublishedChunkOnceAndInOrder() {
    Property.forAll(HISTORIES, random -> random, random -> new History(random).play());
  }

  /** A reader of the model: what it must see next. */
  private static final class Watcher {
    private long expected;
    private boolean taking = true;
    private boolean lagged;
    private Cursor cursor = NONE;

    private static final Cursor NONE =
        opened(
            new MemoryJournal(new JournalBounds(0, 0, 0, 0), task -> true, () -> {})
                .open(0, () -> {}));

    Watcher(long expected) {
      this.expected = expected;
    }
  }

  private static final class History {
    private final SplittableRandom random;
    private final JournalBounds bounds;
    private final FakeLoop[] loops = {new FakeLoop(), new FakeLoop(), new FakeLoop()};
    private final MemoryJournal journal;
    private final List<String> written = new ArrayList<>();
    private final List<Watcher> watchers = new ArrayList<>();
    private long published;
    private final int[] cursors = new int[3];
    private int left;
    private boolean held;

    History(SplittableRandom random) {
      this.random = random;
      var high = random.nextLong(0, 2000);
      var kept =
          switch (random.nextInt(3)) {
            case 0 -> 0L;
            case 1 -> random.nextLong(0, 4000);
            default -> JournalBounds.EVERYTHING;
          };
      this.bounds =
          new JournalBounds(high, random.nextLong(0, high + 1), random.nextLong(high, 4000), kept);
      this.journal = new MemoryJournal(bounds, loops[0], this::drained);
    }

    private void drained() {
      assertThat(held).isTrue();
      held = false;
    }

    void play() {
      for (var i = 0; i < STEPS; i++) {
        step();
        check();
      }
      finish();
    }

    private void step() {
      switch (random.nextInt(12)) {
        case 0, 1, 2 -> append();
        case 3, 4 -> publish();
        case 5 -> open();
        case 6, 7 -> anyone(this::take);
        case 8 -> anyone(watcher -> watcher.taking = random.nextBoolean());
        case 9 -> leave();
        case 10 -> loops[random.nextInt(loops.length)].turn();
        default -> {
          if (random.nextInt(20) == 0) {
            journal.forget(random.nextLong(0, journal.next() + 1));
          } else {
            loops[random.nextInt(loops.length)].step();
          }
        }
      }
    }

    private void append() {
      if (!held && !journal.ended()) {
        var text = written.size() + "x".repeat(random.nextInt(200));
        assertThat(journal.append(text(text))).isEqualTo(written.size());
        written.add(text);
      }
    }

    private void publish() {
      published =
          random.nextInt(3) == 0 ? random.nextLong(published, journal.next() + 1) : journal.next();
      journal.publish(published);
      held = held || journal.hold();
    }

    private void open() {
      var position = random.nextLong(0, journal.next() + 1);
      var watcher = new Watcher(position);
      Runnable wake = () -> woken(watcher);
      var loop = random.nextInt(loops.length);
      var opening =
          loop == 0 ? journal.open(position, wake) : journal.open(position, loops[loop], wake);
      switch (opening) {
        case Opening.Opened opened -> {
          assertThat(position).isBetween(journal.first(), published);
          watcher.cursor = opened.cursor();
          watchers.add(watcher);
          cursors[loop]++;
        }
        case Opening.Dropped dropped -> assertThat(position).isLessThan(dropped.first());
        case Opening.Ahead ahead -> assertThat(position).isGreaterThan(ahead.published());
      }
    }

    private void woken(Watcher watcher) {
      while (watcher.taking && watcher.cursor.ready()) {
        take(watcher);
      }
    }

    private void take(Watcher watcher) {
      if (!watcher.cursor.ready()) {
        return;
      }
      var chunk = watcher.cursor.take();
      if (chunk instanceof Chunk.Failed failed) {
        assertThat(shown(failed)).isEqualTo(Journals.LAGGED);
        assertThat(watcher.cursor.ended()).isTrue();
        watcher.lagged = true;
        return;
      }
      assertThat(watcher.expected).isLessThan(published);
      assertThat(shown(chunk)).isEqualTo(written.get((int) watcher.expected));
      watcher.expected++;
      assertThat(watcher.cursor.position()).isEqualTo(watcher.expected);
    }

    private void anyone(java.util.function.Consumer<Watcher> what) {
      if (!watchers.isEmpty()) {
        what.accept(watchers.get(random.nextInt(watchers.size())));
      }
    }

    private void leave() {
      if (!watchers.isEmpty() && random.nextInt(4) == 0) {
        watchers.remove(random.nextInt(watchers.size())).cursor.close();
        left++;
      }
    }

    private void check() {
      assertThat(journal.published()).isEqualTo(published);
      assertThat(journal.next()).isEqualTo(written.size() + (journal.ended() ? 1 : 0));
      assertThat(journal.first()).isLessThanOrEqualTo(published);
      assertThat(loops[1].queued()).isLessThanOrEqualTo(cursors[1]);
      assertThat(loops[2].queued()).isLessThanOrEqualTo(cursors[2]);
      assertThat(loops[0].queued()).isLessThanOrEqualTo(1 + left);
    }

    /** Everyone takes, every loop runs: whoever has not lagged has all, and the writer goes on. */
    private void finish() {
      if (!journal.ended()) {
        journal.append(Chunk.End.END);
        written.add("END");
      }
      published = journal.next();
      journal.publish();
      for (var watcher : watchers) {
        watcher.taking = true;
        woken(watcher);
      }
      for (var loop : loops) {
        loop.turn();
      }
      loops[0].turn();
      for (var watcher : watchers) {
        assertThat(watcher.cursor.ended()).isTrue();
        assertThat(watcher.lagged || watcher.expected == published).isTrue();
      }
      assertThat(held).isFalse();
      if (bounds.kept() == 0) {
        journal.publish();
        assertThat(journal.held()).isZero();
      }
    }
  }
}
