package dev.sluice.proof.matrix;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server process under test: its output is kept, and it is ready when a line says so. */
final class Program implements AutoCloseable {
  private static final long READY_SECONDS = 60;
  private static final long EXIT_SECONDS = 10;

  private final String name;
  private final Process process;
  private final StringBuilder output = new StringBuilder(); // guarded by itself
  private final CompletableFuture<Matcher> ready = new CompletableFuture<>();

  /** Starts the command; {@code readyLine} finds the line that says it serves. */
  Program(String name, List<String> command, Pattern readyLine) throws IOException {
    this.name = name;
    var log = Repository.target().resolve("matrix").resolve(name + ".log");
    Files.createDirectories(log.getParent());
    process =
        new ProcessBuilder(command)
            .directory(Repository.root().toFile())
            .redirectErrorStream(true)
            .start();
    Thread.ofVirtual().name(name).start(() -> pump(log, readyLine));
  }

  private void pump(Path log, Pattern readyLine) {
    try (var in =
            new BufferedReader(
                new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        var file = Files.newBufferedWriter(log)) {
      for (var line = in.readLine(); line != null; line = in.readLine()) {
        keep(line);
        file.write(line);
        file.newLine();
        file.flush();
        var found = readyLine.matcher(line);
        if (found.find()) ready.complete(found);
      }
    } catch (IOException closed) {
      keep(closed.toString());
    }
    ready.completeExceptionally(new IllegalStateException(name + " ended:\n" + output()));
  }

  /** The ready line, as found. */
  Matcher ready() throws InterruptedException {
    try {
      return ready.get(READY_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException failed) {
      throw new IllegalStateException(name + " is not ready:\n" + output(), failed);
    }
  }

  /** Everything that it has said so far. */
  String output() {
    synchronized (output) {
      return output.toString();
    }
  }

  private void keep(String line) {
    synchronized (output) {
      output.append(line).append('\n');
    }
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(EXIT_SECONDS, TimeUnit.SECONDS)) process.destroyForcibly();
    } catch (InterruptedException stopped) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
