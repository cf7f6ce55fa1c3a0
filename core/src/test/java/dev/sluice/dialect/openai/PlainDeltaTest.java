package dev.sluice.dialect.openai;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.Property;
import dev.sluice.chat.Chunk;
import dev.sluice.dialect.DecodeSettings;
import dev.sluice.json.Json;
import dev.sluice.json.MalformedJson;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What is read without the parser is what the parser reads. */
class PlainDeltaTest {

  /**
   * The short cut knows an event by its first byte on, the parser does not care for blanks: so a
   * stream with blanks in front of each event is read by the parser alone.
   */
  @Test
  void streamsReadTheSameWithTheShortCutAndByTheParserAlone() {
    Property.forAll(
        10_000,
        SplittableRandom::nextLong,
        seed -> {
          var events = EventText.draw(new SplittableRandom(seed));
          var fast = EventText.stream(events, "", new SplittableRandom(seed));
          var slow = EventText.stream(events, " ", new SplittableRandom(seed));

          assertThat(read(fast)).isEqualTo(read(slow));
        });
  }

  private static List<Chunk> read(byte[] stream) {
    return Answers.stream(List.of(stream)).stream().map(PlainDeltaTest::withoutOffset).toList();
  }

  private static Chunk withoutOffset(Chunk chunk) {
    return chunk instanceof Chunk.Problem problem
        ? new Chunk.Problem(problem.event(), 0, problem.reason(), problem.contentBearing())
        : chunk;
  }

  @Test
  void takesTheShortCutForTheSameEventWithAnotherText() throws MalformedJson {
    var settings = new DecodeSettings("p", 1, true, 1 << 20, 1 << 20, Answers.fresh());
    var answer = new ChatAnswer(settings, chunk -> {});
    var plain = new PlainDelta(answer);
    parse(answer, plain, event("a", "xyz"));

    var next = event("b\\n", "p");

    assertThat(plain.read(next, 0, next.length)).isTrue();
    assertThat(answer.last())
        .isInstanceOfSatisfying(
            Chunk.Text.class,
            t -> {
              assertThat(t.text()).isEqualTo("b\n");
              assertThat(t.extra().members()).extracting("json").containsExactly("\"p\"");
            });
  }

  private static byte[] event(String text, String padding) {
    return ("{\"id\":\"c\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\""
            + text
            + "\"},\"finish_reason\":null}],\"obfuscation\":\""
            + padding
            + "\"}")
        .getBytes(UTF_8);
  }

  /** Twice, because the first event of an answer gives more than its text. */
  private static void parse(ChatAnswer answer, PlainDelta plain, byte[] event)
      throws MalformedJson {
    for (var i = 0; i < 2; i++) {
      var before = answer.emitted();
      var json = Json.parse(event).asObject().orElseThrow();
      answer.event("", json, "delta", 0);
      plain.learn(json, before, event, 0, event.length);
    }
  }
}
