package dev.sluice.gateway.dial;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The count of the faults that were really injected: one line each in {@code target/tally}. */
final class Tally {
  private Tally() {}

  /** Records that the fault of this name was injected and its effect asserted. */
  static synchronized void fault(String name) {
    var directory = Path.of(System.getProperty("basedir", ""), "target", "tally");
    try {
      Files.createDirectories(directory);
      Files.writeString(
          directory.resolve(ProcessHandle.current().pid() + ".txt"),
          "fault dial " + name + "\n",
          UTF_8,
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
