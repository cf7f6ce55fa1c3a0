package dev.sluice.proof.examples;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/** {@code ./sluice} on free ports, in an environment that names no provider. */
final class Demo implements AutoCloseable {
  private static final long READY_SECONDS = 120;

  private final Process process;
  private final String address;

  Demo(Path root, Pattern readyLine) throws IOException, InterruptedException {
    var launcher = root.resolve("sluice").toAbsolutePath().normalize().toString();
    var builder = new ProcessBuilder(List.of(launcher, "--port", "0", "--admin-port", "0"));
    builder
        .environment()
        .keySet()
        .removeIf(name -> name.matches("(OPENAI|ANTHROPIC|AWS|SLUICE)_.*"));
    process = builder.redirectErrorStream(true).start();
    var ready = new CompletableFuture<String>();
    Thread.ofVirtual().start(() -> pump(readyLine, ready));
    try {
      address = ready.get(READY_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException failed) {
      process.destroy();
      throw new IllegalStateException("the demo is not ready", failed);
    }
  }

  private void pump(Pattern readyLine, CompletableFuture<String> ready) {
    var said = new StringBuilder();
    try (var in =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (var line = in.readLine(); line != null; line = in.readLine()) {
        said.append(line).append('\n');
        var found = readyLine.matcher(line);
        if (found.find()) ready.complete(found.group(1));
      }
    } catch (IOException closed) {
      said.append(closed);
    }
    ready.completeExceptionally(new IllegalStateException("it ended: " + said));
  }

  String address() {
    return address;
  }

  @Override
  public void close() {
    process.destroy();
  }
}
