package dev.sluice.dialect.bedrock;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.Property;
import dev.sluice.chat.Chunk;
import dev.sluice.json.MalformedJson;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainDeltaTest {

  private static final String SHAPE =
      "{\"contentBlockIndex\":12,\"delta\":{\"text\":\"hé 😀\"},\"p\":\"abc\"}";

  private static boolean reads(byte[] bytes, BedrockEvent event) {
    return new PlainDelta().read(bytes, 0, bytes.length, event);
  }

  @Test
  void readsTheShape() {
    var event = new BedrockEvent();

    assertThat(reads(SHAPE.getBytes(UTF_8), event)).isTrue();
    assertThat(event.index).isEqualTo(12);
    assertThat(event.text).isEqualTo("hé 😀");
    assertThat(Deltas.isSilent(event)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"contentBlockIndex\":01,\"delta\":{\"text\":\"x\"}}",
        "{\"contentBlockIndex\":-1,\"delta\":{\"text\":\"x\"}}",
        "{\"contentBlockIndex\":0,\"delta\":{\"text\":\"x\\u0041\"}}",
        "{\"contentBlockIndex\":0,\"delta\":{\"text\":\"x\"},\"q\":1}",
        "{\"contentBlockIndex\":0,\"delta\":{\"text\":\"x\"}} ",
        "{\"contentBlockIndex\":0,\"delta\":{\"text\":\"x\"},\"p\":\"\\\"}",
        "{\"contentBlockIndex\":0,\"delta\":{\"text\":\"x\",\"y\":1}}",
        "{\"contentBlockIndex\":0,\"delta\":{\"text\":\"x\"}",
        ""
      })
  void leavesEverythingElseToTheParser(String json) {
    assertThat(reads(json.getBytes(UTF_8), new BedrockEvent())).isFalse();
  }

  @Test
  void neverReadsAnythingButWhatTheParserWould() {
    var alphabet = List.of("\"", "\\", "}", "{", ",", ":", "p", "0", "é", "\u0001", " ", "\ud83d");
    Property.forAll(
        3_000,
        SplittableRandom::nextLong,
        seed -> {
          var random = new SplittableRandom(seed);
          var text = new StringBuilder(SHAPE);
          for (var i = random.nextInt(3); i >= 0; i--) {
            var at = random.nextInt(text.length());
            text.replace(at, at + random.nextInt(2), alphabet.get(random.nextInt(alphabet.size())));
          }
          var bytes = text.toString().getBytes(UTF_8);
          if (random.nextBoolean()) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
          }
          agrees(bytes);
        });
  }

  private static void agrees(byte[] bytes) throws MalformedJson {
    var fast = new BedrockEvent();
    if (reads(bytes, fast)) {
      var slow = new BedrockEvent();
      slow.readDelta(bytes, 0, bytes.length);

      assertThat(fast.text).isEqualTo(slow.text);
      assertThat(fast.index).isEqualTo(slow.index);
      assertThat(slow.extra().isEmpty()).isTrue();
      assertThat(slow.other).isNull();
    }
  }

  private static final List<String> TEXTS =
      List.of(
          "a", "", "hé", "😀", "\\n", "\\\"", "\\\\", "\\/", "\\u00e9", "\\ud83d", "\\ude00", "\\b",
          "}");
  private static final List<String> DELTAS =
      List.of(
          "{\"text\":\"TEXT\"}",
          "{\"text\":\"TEXT\"}",
          "{\"text\":\"TEXT\"}",
          "{\"reasoningContent\":{\"text\":\"TEXT\"}}",
          "{\"text\":\"TEXT\",\"x\":1}",
          "{\"new\":\"TEXT\"}");

  /** A blank in front of an event makes it one that only the parser reads. */
  @Test
  void streamsReadTheSameWithTheShortCutAndByTheParserAlone() {
    Property.forAll(
        5_000,
        PlainDeltaTest::payloads,
        payloads -> assertThat(chunks("", payloads)).isEqualTo(chunks(" ", payloads)));
  }

  private static List<String> payloads(SplittableRandom random) {
    var payloads = new ArrayList<String>();
    for (var count = random.nextInt(12); count > 0; count--) {
      var text = new StringBuilder();
      for (var pieces = random.nextInt(4); pieces > 0; pieces--) {
        text.append(TEXTS.get(random.nextInt(TEXTS.size())));
      }
      var delta = DELTAS.get(random.nextInt(DELTAS.size())).replace("TEXT", text);
      var padding = random.nextBoolean() ? ",\"p\":\"abc\"" : "";
      var json =
          "{\"contentBlockIndex\":" + random.nextInt(3) + ",\"delta\":" + delta + padding + "}";
      var cut = random.nextInt(20) == 0 ? 1 + random.nextInt(json.length() - 1) : json.length();
      payloads.add(json.substring(0, cut));
    }
    return payloads;
  }

  private static List<Chunk> chunks(String blank, List<String> payloads) {
    var stream = new Answers.Stream().start();
    payloads.forEach(json -> stream.event("contentBlockDelta", blank + json));
    return stream.messageStop("end_turn").metadata().decode().stream()
        .map(PlainDeltaTest::withoutPlace)
        .toList();
  }

  private static Chunk withoutPlace(Chunk chunk) {
    return chunk instanceof Chunk.Problem problem
        ? new Chunk.Problem(problem.event(), 0, "", problem.contentBearing())
        : chunk;
  }
}
