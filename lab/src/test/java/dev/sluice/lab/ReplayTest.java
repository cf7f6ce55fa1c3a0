package dev.sluice.lab;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.lab.RawClient.End;
import dev.sluice.lab.ask.Protocol;
import dev.sluice.lab.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReplayTest {
  private static final String CONVERSE = "converse-amazon-cache-eadd24";

  private LabServer lab;

  @BeforeEach
  void start() throws IOException {
    lab = LabServer.start(LabSettings.defaults().rate(0).fixtures(Shared.fixtures()));
  }

  @AfterEach
  void stop() throws IOException {
    lab.close();
  }

  private RawClient.Got replay(String letters) throws IOException {
    var model = "lab-replay-bedrock_" + CONVERSE + letters;
    return RawClient.call(lab.port(), Protocol.CONVERSE, model, true);
  }

  private static String recorded() throws IOException {
    var file = Shared.fixtures().resolve("bedrock").resolve(CONVERSE).resolve("response.bin");
    return new String(Files.readAllBytes(file), ISO_8859_1);
  }

  @Test
  void sendsTheBytesAsRecordedHoweverTheyAreCut() throws IOException {
    for (var letters : new String[] {"", "--c1", "--c7", "--x42"}) {
      var got = replay(letters);

      assertThat(got.bytes()).as(letters).isEqualTo(recorded());
      assertThat(got.head()).contains("application/vnd.amazon.eventstream");
    }
  }

  @Test
  void cutsTheBodyShort() throws IOException {
    assertThat(replay("--t100").bytes()).isEqualTo(recorded().substring(0, 100));
    assertThat(replay("--t100").chunksEnded()).isTrue();
  }

  @Test
  void appliesARowToTheRecordedEvents() throws IOException {
    var got = replay("--u7-c3");

    assertThat(got.end()).isEqualTo(End.RESET);
    assertThat(recorded()).startsWith(got.bytes());
    assertThat(got.bytes().length()).isBetween(300, 900);
  }

  @Test
  void repeatsARecordedError() throws IOException {
    var model = "lab-replay-anthropic_http400-invalid-request-error-5ff008";

    var got = RawClient.call(lab.port(), Protocol.MESSAGES, model, true);

    assertThat(got.status()).isEqualTo(400);
    assertThat(got.json().get("error").get("type").text()).isEqualTo("invalid_request_error");
  }

  @Test
  void takesTheFixtureFromAHeaderToo() throws IOException {
    try (var client = new RawClient(lab.port())) {
      var headers = "lab-replay: bedrock/" + CONVERSE + "--c5\r\nconnection: close\r\n";
      client.send(RawClient.request(Protocol.CONVERSE, "any", true, Json.obj(), headers));

      assertThat(client.readAll().bytes()).isEqualTo(recorded());
    }
  }

  @Test
  void refusesWhatIsNoFixture() throws IOException {
    for (var name : new String[] {"nothing_here", ".._x", "plain"}) {
      var got = RawClient.call(lab.port(), Protocol.CONVERSE, "lab-replay-" + name, true);

      assertThat(got.status()).as(name).isEqualTo(400);
    }
  }
}
