package dev.sluice.proof.kit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A process that {@code ./sluice} started. Its output is kept. */
public final class Launched implements AutoCloseable {

  private static final long READY_SECONDS = 60;

  private final Process process;
  private final StringBuilder output = new StringBuilder(); // guarded by itself
  private final CompletableFuture<Matcher> ready = new CompletableFuture<>();

  private Launched(Process process, Pattern readyLine) {
    this.process = process;
    Thread.ofVirtual().start(() -> pump(readyLine));
  }

  /**
   * Starts {@code ./sluice} with these arguments; {@code readyLine} finds the line that says it
   * serves.
   */
  public static Launched sluice(
      List<String> arguments, Map<String, String> environment, String readyLine) {
    var command = new ArrayList<String>();
    command.add(Checkout.root().resolve("sluice").toString());
    command.addAll(arguments);
    var builder =
        new ProcessBuilder(command).directory(Checkout.root().toFile()).redirectErrorStream(true);
    builder.environment().keySet().removeIf(name -> name.matches("(OPENAI|ANTHROPIC|AWS)_.*"));
    builder.environment().put("JOPTS", "-Xmx768m");
    builder.environment().putAll(environment);
    try {
      return new Launched(builder.start(), Pattern.compile(readyLine));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void pump(Pattern readyLine) {
    try (var in =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (var line = in.readLine(); line != null; line = in.readLine()) {
        synchronized (output) {
          output.append(line).append('\n');
        }
        var found = readyLine.matcher(line);
        if (found.find()) {
          ready.complete(found);
        }
      }
    } catch (IOException closed) {
      synchronized (output) {
        output.append(closed).append('\n');
      }
    }
    ready.completeExceptionally(new IllegalStateException("ended:\n" + output()));
  }

  /** The ready line, as found. */
  public Matcher ready() {
    try {
      return ready.get(READY_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("not ready:\n" + output(), e);
    }
  }

  /** Everything that it has said so far. */
  public String output() {
    synchronized (output) {
      return output.toString();
    }
  }

  public long pid() {
    return process.pid();
  }

  public boolean alive() {
    return process.isAlive();
  }

  /** SIGTERM; its output is still read. */
  public void terminate() {
    if (!process.toHandle().destroy()) {
      throw new IllegalStateException("no signal could be sent");
    }
  }

  /** The exit code, once it has ended within the time. */
  public int exit(long seconds) throws InterruptedException {
    if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
      throw new IllegalStateException("still running after " + seconds + " s:\n" + output());
    }
    return process.exitValue();
  }

  @Override
  public void close() {
    process.destroyForcibly();
    try {
      process.waitFor(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
