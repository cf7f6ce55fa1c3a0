package dev.sluice.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.chat.Chunk;
import dev.sluice.chat.Extra;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class MemoryJournalTest {

  private final AtomicInteger drained = new AtomicInteger();
  private final MemoryJournal journal = new MemoryJournal(100, drained::incrementAndGet);

  private static Chunk text(String text) {
    return new Chunk.Text(0, 0, text, Extra.NONE);
  }

  @Test
  void numbersChunksWithoutGapAndGivesThemInOrder() {
    var cursor = journal.open(() -> {});

    assertThat(journal.append(text("a"))).isEqualTo(0);
    assertThat(journal.append(text("b"))).isEqualTo(1);

    assertThat(cursor.take()).isEqualTo(text("a"));
    assertThat(cursor.position()).isEqualTo(1);
    assertThat(cursor.take()).isEqualTo(text("b"));
    assertThat(cursor.ready()).isFalse();
  }

  @Test
  void dropsWhatEveryCursorHasPassed() {
    var fast = journal.open(() -> {});
    var slow = journal.open(() -> {});
    journal.append(text("a"));
    journal.append(text("b"));

    fast.take();
    fast.take();
    assertThat(journal.lag()).isEqualTo(2L * text("a").weight());
    assertThat(slow.take()).isEqualTo(text("a"));
    assertThat(journal.lag()).isEqualTo(text("b").weight());

    slow.close();
    assertThat(journal.lag()).isZero();
    assertThat(journal.next()).isEqualTo(2);
  }

  @Test
  void keepsNothingWhenNobodyReads() {
    journal.append(text("a"));

    assertThat(journal.lag()).isZero();
    assertThat(journal.next()).isEqualTo(1);
  }

  @Test
  void tellsAHeldWriterOnceWhenTheLagIsSmall() {
    var cursor = journal.open(() -> {});
    journal.append(text("x".repeat(200)));
    journal.append(text("y".repeat(200)));
    journal.hold();

    cursor.take();
    assertThat(drained).hasValue(0);
    cursor.take();
    assertThat(drained).hasValue(1);
    journal.append(text("z"));
    cursor.take();
    assertThat(drained).hasValue(1);
  }

  @Test
  void wakesReadersOncePerBatch() {
    var woken = new AtomicInteger();
    journal.open(woken::incrementAndGet);

    journal.append(text("a"));
    journal.append(text("b"));
    assertThat(woken).hasValue(0);
    journal.publish();

    assertThat(woken).hasValue(1);
  }

  @Test
  void refusesChunksAfterTheTerminalOne() {
    journal.append(Chunk.End.END);

    assertThat(journal.ended()).isTrue();
    assertThatThrownBy(() -> journal.append(text("late")))
        .isInstanceOf(IllegalStateException.class);
  }
}
