package dev.sluice.dialect.anthropic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.Property;
import dev.sluice.chat.Chunk;
import dev.sluice.frame.Bytes;
import dev.sluice.json.JsonReader;
import dev.sluice.json.MalformedJson;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class PlainDeltaTest {

  private static final String[] DELTAS = {
    "{\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\"h\u00e9"
        + " \ud83d\ude00\"}   }",
    "{\"type\":\"content_block_delta\",\"index\":12,\"delta\":{\"type\":\"input_json_delta\",\"partial_json\":\"{\\\"a\\\":"
        + " \\n\\\\\"}}",
    "{\"type\":\"content_block_delta\",\"index\":7,\"delta\":{\"type\":\"thinking_delta\",\"thinking\":\"\\t/\\/\"}"
        + " }",
  };

  @Test
  void readsTheThreeCommonDeltas() {
    var delta = new PlainDelta();
    for (var json : DELTAS) {
      var bytes = json.getBytes(UTF_8);

      assertThat(delta.read(bytes, 0, bytes.length)).isTrue();
    }
  }

  @Test
  void whereItReadsTheParserReadsTheSame() {
    var plain = new PlainDelta();
    Property.forAll(
        20_000,
        PlainDeltaTest::damaged,
        bytes -> {
          if (plain.read(bytes, 0, bytes.length)) {
            var parsed = parsed(bytes);
            assertThat(parsed.index()).isEqualTo(plain.index());
            assertThat(parsed.text() + parsed.thinking() + parsed.partialJson())
                .isEqualTo(plain.text());
            assertThat(parsed.extra().isEmpty()).isTrue();
          }
        });
  }

  private static byte[] damaged(SplittableRandom random) {
    var bytes = DELTAS[random.nextInt(DELTAS.length)].getBytes(UTF_8);
    for (var i = random.nextInt(4); i > 0; i--) {
      var anywhere = random.nextInt(bytes.length);
      var inText = random.nextInt(bytes.length * 3 / 4, bytes.length);
      bytes[random.nextBoolean() ? anywhere : inText] = (byte) random.nextInt(256);
    }
    return bytes;
  }

  private static DeltaEvent parsed(byte[] bytes) throws MalformedJson {
    var event = new DeltaEvent();
    event.read(JsonReader.of(bytes));
    return event;
  }

  private static final String[] TEXTS = {
    "a",
    "",
    "h\u00e9",
    "\ud83d\ude00",
    "\\n",
    "\\\"",
    "\\\\",
    "\\/",
    "\\u00e9",
    "\\ud83d",
    "\\ude00",
    "\\b",
    "}"
  };
  private static final String[] KINDS = {
    "text_delta\",\"text",
    "thinking_delta\",\"thinking",
    "input_json_delta\",\"partial_json",
    "signature_delta\",\"signature",
    "other_delta\",\"text"
  };
  private static final String[] BLOCKS = {
    "{\"type\":\"text\",\"text\":\"\"}",
    "{\"type\":\"thinking\",\"thinking\":\"\"}",
    "{\"type\":\"tool_use\",\"id\":\"t1\",\"name\":\"f\",\"input\":{}}",
    "{\"type\":\"new\"}"
  };

  /** A blank in front of an event makes it one that only the parser reads. */
  @Test
  void streamsReadTheSameWithTheShortCutAndByTheParserAlone() {
    Property.forAll(
        5_000,
        PlainDeltaTest::events,
        events -> assertThat(chunks("", events)).isEqualTo(chunks(" ", events)));
  }

  private static List<byte[]> events(SplittableRandom random) {
    var events = new ArrayList<byte[]>();
    events.add("{\"type\":\"message_start\",\"message\":{\"id\":\"m\"}}".getBytes(UTF_8));
    var blocks = 1 + random.nextInt(3);
    for (var i = 0; i < blocks; i++) {
      var kind = random.nextInt(BLOCKS.length);
      events.add(
          ("{\"type\":\"content_block_start\",\"index\":"
                  + i
                  + ",\"content_block\":"
                  + BLOCKS[kind]
                  + "}")
              .getBytes(UTF_8));
      for (var count = random.nextInt(8); count > 0; count--) {
        events.add(delta(random, random.nextInt(8) == 0 ? random.nextInt(9) : i, kind));
      }
      if (random.nextInt(4) > 0) {
        events.add(("{\"type\":\"content_block_stop\",\"index\":" + i + "}").getBytes(UTF_8));
      }
    }
    events.add(
        "{\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"end_turn\"}}".getBytes(UTF_8));
    events.add("{\"type\":\"message_stop\"}".getBytes(UTF_8));
    return events;
  }

  private static byte[] delta(SplittableRandom random, int index, int kind) {
    var text = new StringBuilder();
    for (var count = random.nextInt(4); count > 0; count--) {
      text.append(TEXTS[random.nextInt(TEXTS.length)]);
    }
    var type = KINDS[random.nextInt(8) == 0 ? random.nextInt(KINDS.length) : kind];
    var more = random.nextInt(9) == 0 ? ",\"x\":1" : "";
    var bytes =
        ("{\"type\":\"content_block_delta\",\"index\":"
                + index
                + ",\"delta\":{\"type\":\""
                + type
                + "\":\""
                + text
                + "\""
                + more
                + "}}")
            .getBytes(UTF_8);
    if (random.nextInt(20) == 0) {
      var b = (byte) random.nextInt(256);
      bytes[random.nextInt(bytes.length)] = b == '\n' || b == '\r' ? (byte) '"' : b;
    }
    return bytes;
  }

  private static List<Chunk> chunks(String blank, List<byte[]> events) {
    var out = new Bytes();
    for (var event : events) {
      out.addAscii("data: " + blank);
      out.add(event);
      out.addAscii("\n\n");
    }
    return Answers.decode(Answers.STREAM, true, List.of(out.toByteArray())).stream()
        .map(PlainDeltaTest::withoutBlank)
        .toList();
  }

  /** Without what tells of the blank. */
  private static Chunk withoutBlank(Chunk chunk) {
    return switch (chunk) {
      case Chunk.Problem it -> new Chunk.Problem(it.event(), 0, "", it.contentBearing());
      case Chunk.Opaque it ->
          new Chunk.Opaque(it.choice(), it.block(), it.protocol(), it.event(), it.json().strip());
      default -> chunk;
    };
  }
}
