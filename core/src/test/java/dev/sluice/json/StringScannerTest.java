package dev.sluice.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.Property;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StringScannerTest {

  private static final String[] PIECES = {
    "a", "hé", "😀", "\\n", "\\\"", "\\\\", "\\/", "\\t", "\\r", "\\u00e9", "\\b", "\\x", "\"",
    "\u0001", "\u007f", "\u2028"
  };

  @Test
  void readsWhatTheParserReadsOrRefuses() {
    var scanner = new StringScanner();
    Property.forAll(
        20_000,
        StringScannerTest::quoted,
        json -> {
          if (scanner.scan(json, 1, json.length)) {
            var read = Json.parse(json, 0, scanner.end() + 1);

            assertThat(read).isEqualTo(new Json.Text(scanner.text(json)));
          }
        });
  }

  private static byte[] quoted(SplittableRandom random) {
    var text = new StringBuilder("\"");
    for (var count = random.nextInt(6); count > 0; count--) {
      text.append(PIECES[random.nextInt(PIECES.length)]);
    }
    var bytes = text.append('"').toString().getBytes(UTF_8);
    if (random.nextBoolean() && bytes.length > 2) {
      bytes[1 + random.nextInt(bytes.length - 2)] = (byte) random.nextInt(256);
    }
    return bytes;
  }

  @Test
  void readsOrdinaryEscapesAndLeavesTheOthersToTheParser() {
    assertThat(scanned("\\n\\t\\r\\\"\\\\\\/é\"rest")).isEqualTo("\n\t\r\"\\/é");
    assertThat(scanned("\\u0041\"")).isNull();
    assertThat(scanned("no end")).isNull();
    assertThat(scanned("ends in an escape\\")).isNull();
  }

  private static @Nullable String scanned(String json) {
    var bytes = json.getBytes(UTF_8);
    var scanner = new StringScanner();
    return scanner.scan(bytes, 0, bytes.length) ? scanner.text(bytes) : null;
  }
}
