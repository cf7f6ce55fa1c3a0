package dev.sluice.proof.matrix;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One SDK's driver: a long-lived process that answers job lines with result lines. */
final class SdkProcess implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long ANSWER_SECONDS = 90;

  private final Client client;
  private final Process process;
  private final BufferedWriter in; // guarded by itself
  private final Map<String, CompletableFuture<JsonNode>> open = new ConcurrentHashMap<>();

  SdkProcess(Client client) throws IOException {
    this.client = client;
    var errors = Repository.target().resolve("matrix").resolve(client.label + ".err");
    Files.createDirectories(errors.getParent());
    process =
        new ProcessBuilder(command(client))
            .directory(Repository.proof().toFile())
            .redirectError(errors.toFile())
            .start();
    in =
        new BufferedWriter(
            new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8));
    Thread.ofVirtual().name(client.label).start(this::read);
  }

  private static List<String> command(Client client) {
    return switch (client.language) {
      case "js" -> List.of("node", "js/driver.js", client.driver);
      case "python" -> List.of("target/venv/bin/python", "python/driver.py", client.driver);
      default ->
          Repository.java(
              List.of("-Dlogback.configurationFile=dev/sluice/proof/sdk/logback.xml"),
              "dev.sluice.proof.sdk.JavaDriver",
              List.of(client.driver));
    };
  }

  private void read() {
    try (var out =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (var line = out.readLine(); line != null; line = out.readLine()) {
        var result = JSON.readTree(line);
        var waiting = open.remove(result.path("id").asText());
        if (waiting != null) waiting.complete(result);
      }
    } catch (IOException broken) {
      end(broken);
    }
    end(new IOException(client.label + " ended; see target/matrix/" + client.label + ".err"));
  }

  private void end(IOException reason) {
    open.values().forEach(waiting -> waiting.completeExceptionally(reason));
  }

  /** Puts a job to the SDK and waits for its result. */
  JsonNode ask(ObjectNode job) throws IOException, InterruptedException {
    var answer = new CompletableFuture<JsonNode>();
    open.put(job.path("id").asText(), answer);
    write(job);
    try {
      return answer.get(ANSWER_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException failed) {
      throw new IOException(failed.getCause());
    } catch (TimeoutException silent) {
      throw new IOException(client.label + " did not answer " + job.path("id"), silent);
    }
  }

  private void write(ObjectNode job) throws IOException {
    synchronized (in) {
      try {
        in.write(JSON.writeValueAsString(job));
      } catch (JsonProcessingException impossible) {
        throw new IllegalStateException(impossible);
      }
      in.write('\n');
      in.flush();
    }
  }

  @Override
  public void close() {
    process.destroy();
  }
}
