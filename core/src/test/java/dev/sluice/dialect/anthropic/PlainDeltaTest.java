package dev.sluice.dialect.anthropic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.Property;
import dev.sluice.json.JsonReader;
import dev.sluice.json.MalformedJson;
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
}
