package dev.sluice.journal;

import static dev.sluice.journal.Journals.ONE;
import static dev.sluice.journal.Journals.opened;
import static dev.sluice.journal.Journals.takeAll;
import static dev.sluice.journal.Journals.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.chat.Chunk;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class MemoryJournalTest {

  private final AtomicInteger drained = new AtomicInteger();
  private final MemoryJournal journal = journal(JournalBounds.dropping(100, 100, 1000));

  private MemoryJournal journal(JournalBounds bounds) {
    return new MemoryJournal(bounds, new FakeLoop(), drained::incrementAndGet);
  }

  private static void write(MemoryJournal journal, String... texts) {
    for (var text : texts) {
      journal.append(text(text));
    }
    journal.publish();
  }

  @Test
  void numbersChunksWithoutGapAndGivesThemInOrder() {
    var cursor = opened(journal.open(0, () -> {}));

    assertThat(journal.append(text("a"))).isEqualTo(0);
    assertThat(journal.append(text("b"))).isEqualTo(1);
    journal.publish();

    assertThat(cursor.take()).isEqualTo(text("a"));
    assertThat(cursor.position()).isEqualTo(1);
    assertThat(cursor.take()).isEqualTo(text("b"));
    assertThat(cursor.ready()).isFalse();
    assertThatThrownBy(cursor::take).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void showsNothingBeforeItIsPublished() {
    var cursor = opened(journal.open(0, () -> {}));
    journal.append(text("a"));
    journal.append(text("b"));

    assertThat(cursor.ready()).isFalse();
    assertThat(journal.open(1, () -> {})).isEqualTo(new Opening.Ahead(0));
    journal.publish(1);
    assertThat(takeAll(cursor)).containsExactly("a");
    assertThat(journal.published()).isEqualTo(1);
    journal.publish();
    assertThat(takeAll(cursor)).containsExactly("b");
    assertThatThrownBy(() -> journal.publish(1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> journal.publish(3)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void dropsWhatEveryCursorHasPassed() {
    var fast = opened(journal.open(0, () -> {}));
    var slow = opened(journal.open(0, () -> {}));
    write(journal, "a", "b");

    takeAll(fast);
    write(journal, "c");
    assertThat(journal.held()).isEqualTo(3L * ONE);
    slow.take();
    write(journal, "d");
    assertThat(journal.held()).isEqualTo(3L * ONE);
    assertThat(journal.first()).isEqualTo(1);

    slow.close();
    assertThat(journal.held()).isEqualTo(2L * ONE);
    takeAll(fast);
    assertThat(journal.held()).isZero();
    assertThat(journal.next()).isEqualTo(4);
  }

  @Test
  void keepsNothingWhenNobodyReads() {
    write(journal, "a");

    assertThat(journal.held()).isZero();
    assertThat(journal.next()).isEqualTo(1);
    assertThat(journal.open(0, () -> {})).isEqualTo(new Opening.Dropped(1));
    assertThat(opened(journal.open(1, () -> {})).ready()).isFalse();
  }

  @Test
  void tellsAHeldWriterOnceWhenTheLagIsSmall() {
    var cursor = opened(journal.open(0, () -> {}));
    write(journal, "x".repeat(200), "y".repeat(200));
    assertThat(journal.hold()).isTrue();

    cursor.take();
    assertThat(drained).hasValue(0);
    cursor.take();
    assertThat(drained).hasValue(1);
    write(journal, "z");
    cursor.take();
    assertThat(drained).hasValue(1);
    assertThat(journal.hold()).isFalse();
  }

  @Test
  void letsAHeldWriterGoOnWhenTheLastReaderLeaves() {
    var cursor = opened(journal.open(0, () -> {}));
    write(journal, "x");
    assertThat(journal.hold()).isTrue();

    cursor.close();
    cursor.close();

    assertThat(drained).hasValue(1);
    assertThat(journal.readers()).isZero();
  }

  @Test
  void wakesReadersOncePerBatch() {
    var woken = new AtomicInteger();
    opened(journal.open(0, woken::incrementAndGet));

    journal.append(text("a"));
    journal.append(text("b"));
    assertThat(woken).hasValue(0);
    journal.publish();

    assertThat(woken).hasValue(1);
  }

  @Test
  void refusesChunksAfterTheTerminalOne() {
    var cursor = opened(journal.open(0, () -> {}));
    journal.append(Chunk.End.END);
    journal.publish();

    assertThat(journal.ended()).isTrue();
    assertThatThrownBy(() -> journal.append(text("late")))
        .isInstanceOf(IllegalStateException.class);
    assertThat(cursor.ended()).isFalse();
    assertThat(takeAll(cursor)).containsExactly("END");
    assertThat(cursor.ended()).isTrue();
    assertThat(opened(journal.open(1, () -> {})).ended()).isTrue();
  }

  @Test
  void opensAtAnyKeptPosition() {
    var keeping = journal(JournalBounds.dropping(100, 100, 1000).keeping(JournalBounds.EVERYTHING));
    for (var i = 0; i < 100; i++) {
      write(keeping, Integer.toString(i));
    }

    for (var i = 0; i <= 100; i++) {
      var cursor = opened(keeping.open(i, () -> {}));
      assertThat(cursor.position()).isEqualTo(i);
      assertThat(takeAll(cursor)).hasSize(100 - i).startsWith(first(i)).doesNotHaveDuplicates();
      cursor.close();
    }
    assertThat(keeping.open(101, () -> {})).isEqualTo(new Opening.Ahead(100));
    assertThat(keeping.open(-1, () -> {})).isEqualTo(new Opening.Dropped(0));
  }

  private static String[] first(int i) {
    return i < 100 ? new String[] {Integer.toString(i)} : new String[0];
  }

  @Test
  void keepsAsMuchAsItsBoundsSayAndForgetsWhenTold() {
    var keeping = journal(JournalBounds.dropping(100, 100, 1000).keeping(20L * ONE));
    for (var i = 0; i < 100; i++) {
      write(keeping, "x");
    }

    assertThat(keeping.held()).isEqualTo(20L * ONE);
    assertThat(keeping.first()).isEqualTo(80);
    var cursor = opened(keeping.open(85, () -> {}));
    keeping.forget(90);
    assertThat(keeping.first()).isEqualTo(85);
    takeAll(cursor);
    keeping.forget(Long.MAX_VALUE);
    assertThat(keeping.held()).isZero();
  }

  @Test
  void doesNotHoldForWhatIsKeptAnyway() {
    var keeping = journal(JournalBounds.dropping(100, 100, 100).keeping(10L * ONE));
    for (var i = 0; i < 10; i++) {
      write(keeping, "x");
    }
    opened(keeping.open(0, () -> {}));
    opened(keeping.open(10, () -> {}));

    assertThat(keeping.hold()).isFalse();
    write(keeping, "x");
    assertThat(keeping.readers()).isEqualTo(2);
  }

  @Test
  void endsTheReaderThatLagsAloneAndHoldsWhenAllLag() {
    var both = journal(JournalBounds.dropping(2L * ONE, ONE, 2L * ONE));
    var fast = opened(both.open(0, () -> {}));
    var woken = new AtomicInteger();
    var slow = opened(both.open(0, woken::incrementAndGet));
    write(both, "a", "b");
    assertThat(both.hold()).isTrue();
    takeAll(fast);
    assertThat(drained).hasValue(1);
    assertThat(both.readers()).isEqualTo(2);

    write(both, "c");

    assertThat(both.readers()).isEqualTo(1);
    assertThat(woken).hasValue(2);
    assertThat(takeAll(slow)).containsExactly(Journals.LAGGED);
    assertThat(slow.position()).isZero();
    assertThat(slow.ended()).isTrue();
    assertThat(takeAll(fast)).containsExactly("c");
    slow.close();
    assertThat(both.readers()).isEqualTo(1);
    assertThat(both.held()).isZero();
  }

  @Test
  void endsNobodyWhileAllLag() {
    var both = journal(JournalBounds.dropping(2L * ONE, ONE, 2L * ONE));
    opened(both.open(0, () -> {}));
    opened(both.open(0, () -> {}));

    for (var i = 0; i < 5; i++) {
      write(both, "a", "b");
    }

    assertThat(both.readers()).isEqualTo(2);
    assertThat(both.hold()).isTrue();
  }

  @Test
  void holdsNoPassedChunkInItsSegments() {
    var cursor = opened(journal.open(0, () -> {}));
    var segment = new Segment(0, 0);
    segment.put(0, text("a"), ONE);
    segment.drop(0);

    for (var i = 0; i < 1000; i++) {
      write(journal, "x");
      cursor.take();
      assertThat(journal.held()).isZero();
    }
    assertThat(segment.at(0)).isNull();
  }
}
