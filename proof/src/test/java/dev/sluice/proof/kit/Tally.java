package dev.sluice.proof.kit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;

/** The counts that {@code ./check} sums. */
public final class Tally {

  private Tally() {}

  /** A fault was injected and its outcome asserted. */
  public static void fault(String name) {
    note("fault " + name);
  }

  /** A recording was compared. */
  public static void fixture(String id) {
    note("fixture " + id);
  }

  /** An input of the public reports was played and judged. */
  public static void reported(String name) {
    note("case " + name);
  }

  /** A cell of the matrix was asked and judged. */
  public static void cellRun(String name) {
    note("cell run " + name);
  }

  /** A cell of the matrix is not run, for a reason that the test names. */
  public static void cellEmpty(String name) {
    note("cell empty " + name);
  }

  private static synchronized void note(String line) {
    var file =
        Checkout.root()
            .resolve("proof/target/tally")
            .resolve(ProcessHandle.current().pid() + ".txt");
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
