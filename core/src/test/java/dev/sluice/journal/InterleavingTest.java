package dev.sluice.journal;

import static dev.sluice.journal.Journals.ONE;
import static dev.sluice.journal.Journals.opened;
import static dev.sluice.journal.Journals.shown;
import static dev.sluice.journal.Journals.text;

import java.util.ArrayList;
import java.util.List;
import org.jetbrains.lincheck.datastructures.ManagedStrategyGuaranteeKt;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Options;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.jetbrains.lincheck.datastructures.Validate;
import org.jetbrains.lincheck.datastructures.verifier.EpsilonVerifier;
import org.junit.jupiter.api.Test;

/**
 * The journal under Lincheck: one writer and two readers, each on a thread of its own. Model
 * checking tries the interleavings of every shared access; the stress runs let the processor
 * reorder. This is the short form; {@code -Dlincheck.iterations=200} is the long one.
 */
final class InterleavingTest {

  private static final int ITERATIONS = Integer.getInteger("lincheck.iterations", 3);

  private static <O extends Options<O, ?>> O sized(O options) {
    return options
        .iterations(ITERATIONS)
        .threads(3)
        .actorsBefore(1)
        .actorsPerThread(3)
        .actorsAfter(1);
  }

  private static ModelCheckingOptions everyInterleaving() {
    return sized(new ModelCheckingOptions())
        .invocationsPerIteration(150)
        .addGuarantee(
            ManagedStrategyGuaranteeKt.forClasses(FakeLoop.class.getName())
                .methods("execute", "poll")
                .treatAsAtomic());
  }

  private static StressOptions withReordering() {
    return sized(new StressOptions()).invocationsPerIteration(1000);
  }

  @Test
  void whatReadersSeeIsLinearizableInEveryInterleaving() {
    everyInterleaving().check(Delivery.class);
  }

  @Test
  void whatReadersSeeIsLinearizableUnderStress() {
    withReordering().check(Delivery.class);
  }

  @Test
  void noHeldWriterIsForgottenInAnyInterleaving() {
    everyInterleaving().verifier(EpsilonVerifier.class).check(Pressure.class);
  }

  @Test
  void noHeldWriterIsForgottenUnderStress() {
    withReordering().verifier(EpsilonVerifier.class).check(Pressure.class);
  }

  /** A reader that takes all it finds, on its own loop; it notes what is not as it must be. */
  private static final class Reading {
    final FakeLoop loop = new FakeLoop();
    final Cursor cursor;
    final List<String> faults = new ArrayList<>();
    boolean lagged;

    Reading(MemoryJournal journal) {
      this.cursor = opened(journal.open(0, loop, this::takeAll));
    }

    void takeAll() {
      while (cursor.ready()) {
        take();
      }
    }

    String take() {
      if (!cursor.ready()) {
        return "-";
      }
      var expected = Long.toString(cursor.position());
      var seen = shown(cursor.take());
      if (seen.equals(Journals.LAGGED)) {
        lagged = true;
      } else if (!seen.equals(expected)) {
        faults.add(seen + " in place of " + expected);
      }
      return seen;
    }

    /** Runs one wake-up, if one is queued. */
    void turn() {
      var task = loop.poll();
      if (task != null) {
        task.run();
      }
    }

    void checkNothingIsLost(long published) {
      if (loop.queued() > 1) {
        faults.add(loop.queued() + " wake-ups are queued");
      }
      turn();
      if (!lagged && cursor.position() != published) {
        faults.add("not woken for " + cursor.position() + " to " + published);
      }
      if (!faults.isEmpty()) {
        throw new AssertionError(faults);
      }
    }
  }

  /** Writes and reads without pressure: every result is compared. */
  public static class Delivery {
    private final FakeLoop writer = new FakeLoop();
    private final MemoryJournal journal =
        new MemoryJournal(JournalBounds.dropping(1 << 20, 0, 1 << 20), writer, () -> {});
    private final Reading a = new Reading(journal);
    private final Reading b = new Reading(journal);

    @Operation(nonParallelGroup = "writer")
    public long write() {
      var number = journal.append(text(Long.toString(journal.next())));
      journal.publish();
      return number;
    }

    @Operation(nonParallelGroup = "a")
    public String takeA() {
      return a.take();
    }

    @Operation(nonParallelGroup = "b")
    public String takeB() {
      return b.take();
    }

    @Validate
    public void nothingIsLost() {
      a.checkNothingIsLost(journal.published());
      b.checkNothingIsLost(journal.published());
      journal.publish();
      if (journal.held() != 0) {
        throw new AssertionError(journal.held() + " bytes are held for nobody");
      }
    }
  }

  /** A writer that stops when it must; what is checked is that everything goes on in the end. */
  public static class Pressure {
    private final FakeLoop writer = new FakeLoop();
    private final MemoryJournal journal =
        new MemoryJournal(
            JournalBounds.dropping(2L * ONE, ONE, 2L * ONE), writer, () -> this.held = false);
    private final Reading a = new Reading(journal);
    private final Reading b = new Reading(journal);
    private boolean held;

    @Operation(nonParallelGroup = "writer")
    public void write() {
      if (!held) {
        journal.append(text(Long.toString(journal.next())));
        journal.append(text(Long.toString(journal.next())));
        journal.publish();
        held = journal.hold();
      }
    }

    @Operation(nonParallelGroup = "writer")
    public void hear() {
      var task = writer.poll();
      if (task != null) {
        task.run();
      }
    }

    @Operation(nonParallelGroup = "a")
    public void takeA() {
      a.take();
    }

    @Operation(nonParallelGroup = "a")
    public void turnA() {
      a.turn();
    }

    @Operation(nonParallelGroup = "b")
    public void turnB() {
      b.turn();
    }

    @Operation(nonParallelGroup = "b", runOnce = true)
    public void leaveB() {
      b.cursor.close();
      b.lagged = true;
    }

    @Validate
    public void everythingGoesOn() {
      a.checkNothingIsLost(journal.published());
      b.checkNothingIsLost(journal.published());
      while (writer.queued() > 0) {
        hear();
      }
      if (held) {
        throw new AssertionError("everybody has taken everything, and the writer is still held");
      }
    }
  }
}
