package dev.sluice.proof.recordings;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.proof.kit.Checkout;
import dev.sluice.proof.kit.Stage;
import dev.sluice.proof.kit.Tally;
import dev.sluice.proof.kit.Tongue;
import dev.sluice.proof.kit.Wire;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every recording, replayed over sockets, reaches a client of each protocol as what it is. */
class RecordingsTest {

  private static final int AT_ONCE = 16;
  private static Stage stage;

  @BeforeAll
  static void open() throws IOException {
    stage = Stage.open("", "--rate", "0", "--fixtures", Checkout.fixtures().toString());
  }

  @AfterAll
  static void close() {
    stage.close();
  }

  private record Answer(Wire.Head head, ByteBuffer bytes, boolean complete) {
    byte[] body() {
      var copy = new byte[bytes.remaining()];
      bytes.duplicate().get(copy);
      return copy;
    }
  }

  private record Played(
      Recording recording, Tongue client, Future<Answer> streamed, Future<Answer> whole) {}

  @TestFactory
  Collection<DynamicTest> everyRecordingReachesEachClientAsWhatItIs() throws Exception {
    var tests = new ArrayList<DynamicTest>();
    var gate = new Semaphore(AT_ONCE);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var recording : Recording.all()) {
        for (var client : Tongue.values()) {
          var streamed = threads.submit(() -> ask(gate, recording, client, true));
          var whole = threads.submit(() -> ask(gate, recording, client, false));
          var played = new Played(recording, client, streamed, whole);
          tests.add(
              DynamicTest.dynamicTest(
                  recording.id() + " -> " + client,
                  () -> {
                    judge(played);
                    Tally.fixture(recording.id());
                  }));
        }
      }
    }
    return tests;
  }

  private static Answer ask(Semaphore gate, Recording recording, Tongue client, boolean streamed)
      throws Exception {
    gate.acquire();
    try (var wire = Wire.to(stage.port())) {
      var question = client.request(recording.model(), streamed);
      if (client == Tongue.OPENAI && streamed) {
        question = withUsage(question);
      }
      wire.send(question);
      var head = wire.head();
      var body = wire.read(head);
      return new Answer(head, ByteBuffer.wrap(body.bytes()), body.complete());
    } finally {
      gate.release();
    }
  }

  private static String withUsage(String question) {
    var cut = question.indexOf("\r\n\r\n") + 4;
    var body =
        question
            .substring(cut)
            .replace(
                "\"stream\":true", "\"stream\":true,\"stream_options\":{\"include_usage\":true}");
    return question
            .substring(0, cut)
            .replaceFirst("content-length: \\d+", "content-length: " + body.length())
        + body;
  }

  private static void judge(Played played) throws Exception {
    var recording = played.recording();
    var streamed = played.streamed().get();
    var whole = played.whole().get();
    if (recording.fails()) {
      fails(played, streamed, true);
      fails(played, whole, false);
      return;
    }
    var equal = recording.provider() == played.client();
    assertThat(streamed.complete() && whole.complete()).as("the bodies end as HTTP says").isTrue();
    assertThat(streamed.head().status()).as(new String(streamed.body(), UTF_8)).isEqualTo(200);
    assertThat(whole.head().status()).as(new String(whole.body(), UTF_8)).isEqualTo(200);
    var heard = Grammar.of(played.client()).stream(streamed.body(), equal);
    var read = Grammar.of(played.client()).whole(whole.body());
    assertThat(heard.error).isEmpty();
    assertThat(heard.summary()).isEqualTo(read.summary());
    if (recording.comparable()) {
      compare(recording, played.client(), heard);
      assertThat(heard.stop).isEqualTo(Expected.stop(recording, played.client()));
      assertThat(Expected.neutralUsage(heard.usage, played.client()))
          .isEqualTo(Expected.usage(recording, played.client()));
    }
  }

  private static void compare(Recording recording, Tongue client, Heard heard) {
    var texts = new ArrayList<>(recording.texts());
    if (client == Tongue.OPENAI) {
      Recording.assertSaid(recording.refusals(), heard.refusal.toString());
    } else {
      texts.addAll(recording.refusals());
    }
    Recording.assertSaid(texts, heard.text.toString());
    Recording.assertSaid(recording.reasonings(), heard.reasoning.toString());
    var calls = recording.calls(client);
    assertThat(heard.calls).hasSameSizeAs(calls);
    for (var i = 0; i < heard.calls.size(); i++) {
      var call = calls.get(i);
      var use = call.path("start").path("toolUse");
      var id = use.path("toolUseId").asText(call.path("id").asText(""));
      var actual = heard.calls.get(i);
      assertThat(actual.id).matches(given -> id.isEmpty() || given.equals(id));
      assertThat(actual.name).isEqualTo(use.path("name").asText(call.path("name").asText()));
      var arguments = first(call, "arguments", "input_json", "tool_input_json");
      assertThat(Heard.comparable(actual.arguments.toString()))
          .isEqualTo(Heard.comparable(arguments));
    }
  }

  private static String first(JsonNode call, String... names) {
    return List.of(names).stream()
        .filter(call::has)
        .map(name -> call.path(name).asText())
        .findFirst()
        .orElse("");
  }

  private static void fails(Played played, Answer answer, boolean streamed) {
    var recording = played.recording();
    var shown = new String(answer.body(), UTF_8);
    if (answer.head().status() == 200) {
      assertThat(streamed).as(shown).isTrue();
      var heard =
          Grammar.of(played.client()).stream(
              answer.body(), recording.provider() == played.client());
      assertThat(heard.error).as(shown).isNotEmpty();
      assertThat(answer.complete()).as("a broken answer ends well").isFalse();
      if (recording.comparable()) {
        compare(recording, played.client(), heard);
      }
      return;
    }
    if (recording.status() != 200) {
      assertThat(answer.head().status())
          .as(shown)
          .isEqualTo(Expected.status(recording.status(), played.client()));
    }
    assertThat(answer.head().status()).as(shown).isGreaterThanOrEqualTo(400);
    assertThat(answer.head().header("content-type")).isEqualTo("application/json");
    Grammar.of(played.client()).error(answer.body(), answer.head().header("x-amzn-errortype"));
  }
}
