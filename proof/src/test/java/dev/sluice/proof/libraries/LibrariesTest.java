package dev.sluice.proof.libraries;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.proof.kit.Stage;
import dev.sluice.proof.kit.Tally;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** A stream that broke raises in libraries that skip error events; one that ended well does not. */
class LibrariesTest {
  private static final List<String> LIBRARIES = List.of("langchain4j", "spring-ai");
  private static final List<String> PROVIDERS = List.of("openai", "anthropic", "bedrock");
  private static final String TEXT =
      "Grüße aus dem Labor! 🧪 She said: \"Streams don't lie\",\n"
          + "then 日本語 and naïve façades agreed.";

  /** What the lab does, by the cell's name. */
  private static final Map<String, String> SCENARIOS =
      Map.of(
          "text", "text",
          "error-event", "text-u25",
          "cut", "text-u7",
          "fin", "text-u8",
          "stall", "text-u12-ms31000",
          "bad-frame", "text-u26");

  @TestFactory
  Collection<DynamicTest> everyBrokenStreamRaisesInEveryLibrary() throws IOException {
    var tests = new ArrayList<DynamicTest>();
    try (var stage = Stage.open("limits: {stall: 3s}\n")) {
      for (var library : LIBRARIES) {
        try (var process = new LibraryProcess(library)) {
          for (var result : process.ask(jobs(library, "http://127.0.0.1:" + stage.port()))) {
            tests.add(DynamicTest.dynamicTest(result.path("id").asText(), () -> judge(result)));
          }
        }
      }
    }
    assertThat(tests).hasSize(LIBRARIES.size() * PROVIDERS.size() * SCENARIOS.size());
    return tests;
  }

  private static List<LibraryProcess.Job> jobs(String library, String baseUrl) {
    var jobs = new ArrayList<LibraryProcess.Job>();
    for (var provider : PROVIDERS) {
      SCENARIOS.forEach((name, script) ->
          jobs.add(
              new LibraryProcess.Job(
                  library + "/" + provider + "/stream/" + name,
                  baseUrl,
                  provider + "/lab-" + script)));
    }
    return jobs;
  }

  private static void judge(JsonNode result) {
    var cell = result.path("id").asText();
    Tally.cellRun(cell);
    var text = result.path("text").asText();
    if (cell.endsWith("/text")) {
      assertThat(result.path("error").toString()).isEmpty();
      assertThat(text).isEqualTo(TEXT);
      return;
    }
    assertThat(result.path("error").path("class").asText()).as(result.toString()).isNotEmpty();
    assertThat(TEXT).startsWith(text);
    if (!cell.endsWith("/cut")) { // a reset may overtake what came before it
      assertThat(text).as("what came before the break").isNotEmpty();
    }
    Tally.fault("matrix/" + cell);
  }
}
