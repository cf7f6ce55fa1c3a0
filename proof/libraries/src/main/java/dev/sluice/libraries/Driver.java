package dev.sluice.libraries;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;

/**
 * Runs one client library: reads jobs as JSON lines on standard input and writes one result line
 * per job on standard output. The only argument is {@code langchain4j} or {@code spring-ai}.
 */
public final class Driver {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** One streamed question. What came before it throws is in {@code text}. */
  interface Library {
    void ask(String baseUrl, String model, StringBuilder text) throws Exception;
  }

  private final Library library;
  private final PrintStream out;

  private Driver(Library library, PrintStream out) {
    this.library = library;
    this.out = out;
  }

  /** Runs until standard input ends. */
  public static void main(String[] args) throws IOException {
    var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    System.setOut(System.err); // whatever a library prints is no result line
    var library =
        switch (args.length == 1 ? args[0] : "") {
          case "langchain4j" -> new Langchain4j();
          case "spring-ai" -> new SpringAi();
          default -> throw new IllegalArgumentException("give one of langchain4j, spring-ai");
        };
    new Driver(library, out).serve();
    System.exit(0); // the libraries keep threads that are no daemons
  }

  private void serve() throws IOException {
    var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    try (var threads = Executors.newCachedThreadPool()) {
      for (var line = in.readLine(); line != null; line = in.readLine()) {
        var job = JSON.readTree(line);
        threads.execute(() -> run(job));
      }
    }
  }

  private void run(JsonNode job) {
    var result = JSON.createObjectNode().put("id", job.path("id").asText());
    var text = new StringBuilder();
    try {
      library.ask(job.path("baseUrl").asText(), job.path("model").asText(), text);
    } catch (Exception raised) {
      result
          .putObject("error")
          .put("class", raised.getClass().getName())
          .put("message", String.valueOf(raised.getMessage()));
    }
    synchronized (this) {
      out.println(result.put("text", text.toString()));
    }
  }
}
