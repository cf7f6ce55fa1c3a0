package dev.sluice.proof.libraries;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.proof.kit.Checkout;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The driver of one library: a process that answers a job line with a result line. */
final class LibraryProcess implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Process process;
  private final BufferedWriter in;
  private final BufferedReader out;

  LibraryProcess(String library) throws IOException {
    var home = Checkout.root().resolve("proof").resolve("libraries").resolve("target");
    var classpath = home.resolve("classpath");
    if (!Files.exists(classpath)) {
      throw new IllegalStateException("run proof/install first: there is no " + classpath);
    }
    var errors = Checkout.scratch().resolve(library + ".err");
    Files.createDirectories(errors.getParent());
    process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                home.resolve("classes") + File.pathSeparator + Files.readString(classpath).strip(),
                "dev.sluice.libraries.Driver",
                library)
            .redirectError(errors.toFile())
            .start();
    in =
        new BufferedWriter(
            new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8));
    out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  /** What all of the questions came to, in the order in which they were done. */
  List<JsonNode> ask(List<Job> jobs) throws IOException {
    for (var job : jobs) {
      var line = JSON.createObjectNode();
      line.put("id", job.id()).put("baseUrl", job.baseUrl()).put("model", job.model());
      in.write(line + "\n");
    }
    in.flush();
    var results = new java.util.ArrayList<JsonNode>();
    while (results.size() < jobs.size()) {
      var line = out.readLine();
      if (line == null) {
        throw new IOException("the driver ended; its words are in proof/target/scratch");
      }
      results.add(JSON.readTree(line));
    }
    return results;
  }

  /** One streamed question. */
  record Job(String id, String baseUrl, String model) {}

  @Override
  public void close() {
    process.destroy();
  }
}
