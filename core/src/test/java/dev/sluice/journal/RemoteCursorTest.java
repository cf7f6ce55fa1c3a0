package dev.sluice.journal;

import static dev.sluice.journal.Journals.ONE;
import static dev.sluice.journal.Journals.opened;
import static dev.sluice.journal.Journals.takeAll;
import static dev.sluice.journal.Journals.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.chat.Chunk;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RemoteCursorTest {

  private final AtomicInteger drained = new AtomicInteger();
  private final FakeLoop writer = new FakeLoop();
  private final FakeLoop other = new FakeLoop();
  private final MemoryJournal journal =
      new MemoryJournal(
          JournalBounds.dropping(2L * ONE, ONE, 4L * ONE), writer, drained::incrementAndGet);

  private void write(String... texts) {
    for (var text : texts) {
      journal.append(text(text));
    }
    journal.publish();
  }

  @Test
  void wakesAReaderOnItsOwnLoopWithOneTaskAtATime() {
    var woken = new AtomicInteger();
    var cursor = opened(journal.open(0, other, woken::incrementAndGet));

    write("a");
    write("b");
    assertThat(other.queued()).isEqualTo(1);
    assertThat(woken).hasValue(0);

    other.turn();
    assertThat(woken).hasValue(1);
    assertThat(takeAll(cursor)).containsExactly("a", "b");
    write("c");
    assertThat(other.queued()).isEqualTo(1);
  }

  @Test
  void isWokenAgainForWhatComesWhileItRuns() {
    var taken = new ArrayList<String>();
    var cursors = new ArrayList<Cursor>();
    Runnable reading =
        () -> {
          taken.addAll(takeAll(cursors.getFirst()));
          if (taken.size() == 1) {
            write("b");
          }
        };
    cursors.add(opened(journal.open(0, other, reading)));

    write("a");
    other.turn();
    assertThat(taken).containsExactly("a");
    other.turn();

    assertThat(taken).containsExactly("a", "b");
  }

  @Test
  void readsAcrossSegmentsAndFindsTheEnd() {
    var cursor = opened(journal.open(0, other, () -> {}));
    for (var i = 0; i < 3 * Segment.SIZE; i++) {
      write("x");
      assertThat(takeAll(cursor)).containsExactly("x");
    }
    journal.append(Chunk.End.END);
    journal.publish();

    assertThat(cursor.ended()).isFalse();
    assertThat(takeAll(cursor)).containsExactly("END");
    assertThat(cursor.ended()).isTrue();
    assertThat(journal.held()).isPositive();
    assertThat(opened(journal.open(journal.next(), other, () -> {})).ended()).isTrue();
  }

  @Test
  void aLateReaderOnAnotherLoopBeginsAtTheEndOfASegment() {
    opened(journal.open(0, () -> {}));
    for (var i = 0; i < Segment.SIZE; i++) {
      write("x");
    }
    var late = opened(journal.open(journal.published(), other, () -> {}));

    write("y");

    assertThat(takeAll(late)).containsExactly("y");
  }

  @Test
  void tellsTheHeldWriterByOneTask() {
    var cursor = opened(journal.open(0, other, () -> {}));
    write("a", "b", "c");
    other.turn();
    assertThat(journal.hold()).isTrue();

    cursor.take();
    assertThat(writer.queued()).isZero();
    cursor.take();
    cursor.take();
    assertThat(writer.queued()).isEqualTo(1);
    assertThat(drained).hasValue(0);
    writer.turn();

    assertThat(drained).hasValue(1);
    assertThat(journal.held()).isZero();
  }

  @Test
  void leavesByATaskToTheWriter() {
    var cursor = opened(journal.open(0, other, () -> {}));
    write("a", "b");
    other.turn();
    assertThat(journal.hold()).isTrue();

    cursor.close();
    cursor.close();
    assertThat(cursor.ready()).isFalse();
    assertThat(journal.readers()).isEqualTo(1);
    assertThat(writer.queued()).isEqualTo(1);
    writer.turn();

    assertThat(journal.readers()).isZero();
    assertThat(drained).hasValue(1);
  }

  @Test
  void isNotBlamedBeforeItsLoopHasRun() {
    var near = new ArrayList<Cursor>();
    near.add(opened(journal.open(0, () -> takeAll(near.getFirst()))));
    var far = opened(journal.open(0, other, () -> {}));

    write("a", "b", "c", "d", "e");
    assertThat(journal.hold()).isTrue();
    write("f");
    assertThat(journal.readers()).isEqualTo(2);

    other.turn();
    writer.turn();
    assertThat(drained).hasValue(1);
    write("g");
    assertThat(journal.readers()).isEqualTo(1);
    assertThat(takeAll(far)).containsExactly(Journals.LAGGED);
  }

  @Test
  void anEndedReaderMayTakeWhatItStillFindsAndThenLearnsIt() {
    var near = new ArrayList<Cursor>();
    near.add(opened(journal.open(0, () -> takeAll(near.getFirst()))));
    var seen = new ArrayList<List<String>>();
    var cursors = new ArrayList<Cursor>();
    cursors.add(opened(journal.open(0, other, () -> seen.add(List.of()))));
    write("a", "b", "c", "d", "e");
    other.turn();

    write("f");
    assertThat(cursors.getFirst().ready()).isTrue();
    other.turn();

    assertThat(seen).hasSize(2);
    assertThat(takeAll(cursors.getFirst())).containsExactly(Journals.LAGGED);
    assertThat(cursors.getFirst().position()).isZero();
    assertThat(journal.held()).isZero();
  }

  @Test
  void aReaderWhoseLoopIsGoneIsGone() {
    opened(journal.open(0, other, () -> {}));
    other.shutDown();

    write("a", "b", "c", "d", "e");

    assertThat(journal.readers()).isZero();
    assertThat(journal.hold()).isFalse();
    assertThat(journal.held()).isZero();
  }
}
