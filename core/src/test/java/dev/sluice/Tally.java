package dev.sluice;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The count of what was really compared: one line for each fixture and each injected fault, in
 * {@code target/tally/<pid>.txt} of the module under test, so that nothing is green because it was
 * skipped.
 */
public final class Tally {
  private Tally() {}

  /** Records that the fixture with this id was compared. */
  public static void fixture(String id) {
    append("fixture " + id);
  }

  /** Records that the fault of this name was injected and its effect asserted. */
  public static void fault(String name) {
    append("fault " + name);
  }

  private static synchronized void append(String line) {
    var directory = Path.of(System.getProperty("basedir", ""), "target", "tally");
    try {
      Files.createDirectories(directory);
      Files.writeString(
          directory.resolve(ProcessHandle.current().pid() + ".txt"),
          line + "\n",
          UTF_8,
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
