package dev.sluice.proof.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.proof.kit.Stage;
import dev.sluice.proof.kit.Tally;
import dev.sluice.proof.kit.Tongue;
import dev.sluice.proof.kit.Until;
import dev.sluice.proof.kit.Wire;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Each fault, from each provider protocol, to a client of each protocol. */
class FaultRowsTest {

  private static final int AT_ONCE = 12;
  private static Stage patient;
  private static Stage hasty;

  /**
   * Rows of the clocks get short ones; all others the usual ones, whatever else the machine does.
   */
  @BeforeAll
  static void open() throws IOException {
    patient = Stage.open("", "--rate", "0");
    hasty =
        Stage.open(
            "limits: {headers: 1s, first-token: 3s, stall: 1s, stall-content: 2s, heartbeat:"
                + " 200ms}\n",
            "--rate",
            "0");
  }

  @AfterAll
  static void close() {
    patient.close();
    hasty.close();
  }

  /** One row, one upstream, one client, and what came of it. */
  private record Played(
      FaultRow row, Tongue upstream, Tongue client, Wire.Head head, String body, String line) {
    String name() {
      return row.model() + " " + upstream + " -> " + client;
    }
  }

  @TestFactory
  Collection<DynamicTest> everyFaultReachesTheClientAsWhatItIs() throws Exception {
    var played = new ArrayList<DynamicTest>();
    var gate = new Semaphore(AT_ONCE);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var row : FaultRow.STREAMED) {
        for (var upstream : row.upstreams()) {
          for (var client : Tongue.values()) {
            var result =
                threads.submit(() -> {
                  gate.acquire();
                  try {
                    return play(row, upstream, client);
                  } finally {
                    gate.release();
                  }
                });
            played.add(
                DynamicTest.dynamicTest(
                    row.model() + " " + upstream + " -> " + client, () -> judge(result.get())));
          }
        }
      }
    }
    return played;
  }

  private static Stage stage(FaultRow row) {
    return row.outcome().equals("upstream_timeout") || row.outcome().equals("upstream_stalled")
        ? hasty
        : patient;
  }

  private static Played play(FaultRow row, Tongue upstream, Tongue client) throws Exception {
    var model = upstream.name().toLowerCase(Locale.ROOT) + "/" + row.model();
    var stage = stage(row);
    try (var wire = Wire.to(stage.port())) {
      wire.send(client.request(model, true));
      var head = wire.head();
      var body = wire.body(head);
      var id = head.header(client.requestIdHeader());
      Until.holds("a log line for " + id, Duration.ofSeconds(10), () -> !line(stage, id).isEmpty());
      return new Played(row, upstream, client, head, body, line(stage, id));
    }
  }

  private static String line(Stage stage, String requestId) {
    for (var line : stage.gateway().output().split("\n", -1)) {
      if (line.contains(requestId) && line.contains("outcome")) {
        return line;
      }
    }
    return "";
  }

  private static void judge(Played played) {
    var row = played.row();
    assertThat(played.line()).as(played.name()).contains(row.outcome());
    assertThat(played.head().status())
        .as(played.name() + ": " + played.body())
        .isEqualTo(row.statusIn(played.client()));
    assertThat(played.body()).as(played.name()).doesNotContain(Stage.PROVIDER_KEY);
    if (played.head().status() == 200) {
      var bad = !row.outcome().equals("complete");
      assertThat(raises(played)).as(played.name() + ": " + played.body()).isEqualTo(bad);
      assertThat(endsWell(played)).as(played.name() + ": " + played.body()).isEqualTo(!bad);
      assertThat(played.body().endsWith("<broken>")).as(played.name()).isEqualTo(bad);
    }
    if (!row.outcome().equals("complete")) {
      Tally.fault(played.name());
    }
  }

  /** Whether the body holds the in-band error of its protocol. */
  private static boolean raises(Played played) {
    return switch (played.client()) {
      case OPENAI -> played.body().contains("data: {\"error\":{");
      case ANTHROPIC -> played.body().contains("event: error\ndata: {\"type\":\"error\"");
      case BEDROCK -> played.body().contains("modelStreamErrorException");
    };
  }

  /** Whether the body holds the end marker of its protocol. */
  private static boolean endsWell(Played played) {
    return switch (played.client()) {
      case OPENAI -> played.body().endsWith("data: [DONE]\n\n");
      case ANTHROPIC -> played.body().contains("event: message_stop\n");
      case BEDROCK -> played.body().contains("messageStop") && played.body().contains("metadata");
    };
  }
}
