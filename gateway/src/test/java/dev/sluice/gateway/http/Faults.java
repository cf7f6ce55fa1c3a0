package dev.sluice.gateway.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The count of injected faults: one line each in {@code target/tally/<pid>.txt}. */
final class Faults {
  private Faults() {}

  /** Records that the fault of this row was injected and its effect asserted. */
  static synchronized void fault(String row) {
    var directory = Path.of(System.getProperty("basedir", ""), "target", "tally");
    try {
      Files.createDirectories(directory);
      Files.writeString(
          directory.resolve(ProcessHandle.current().pid() + ".txt"),
          "fault " + row + "\n",
          UTF_8,
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
