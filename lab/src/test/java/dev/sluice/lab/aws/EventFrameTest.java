package dev.sluice.lab.aws;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.lab.Shared;
import dev.sluice.lab.aws.EventFrame.Header;
import dev.sluice.lab.json.Json;
import dev.sluice.lab.json.JsonReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventFrameTest {
  private static String hex(EventFrame frame) {
    return HexFormat.of().formatHex(frame.encode());
  }

  @Test
  void encodesTheGoldenFrames() {
    assertThat(hex(new EventFrame(List.of(), new byte[0])))
        .isEqualTo("000000100000000005c248eb7d98c8ff");
    assertThat(hex(EventFrame.event("messageStart", "{\"role\":\"assistant\"}")))
        .isEqualTo(
            "000000760000005296d5fade0b3a6576656e742d7479706507000c6d65737361676553746172740d3a63"
                + "6f6e74656e742d747970650700106170706c69636174696f6e2f6a736f6e0d3a6d6573736167652d"
                + "747970650700056576656e747b22726f6c65223a22617373697374616e74227d6fa8c599");
    assertThat(hex(EventFrame.exception("throttlingException", "{\"message\":\"slow\"}")))
        .startsWith("0000008300000061a9d144e5")
        .endsWith("7b226d657373616765223a22736c6f77227d9350311c");
  }

  @Test
  void encodesEveryTypeOfHeader() {
    var uuid = HexFormat.of().parseHex("0123456789abcdef0123456789abcdef");
    var headers =
        List.of(
            new Header("t", true),
            new Header("f", false),
            new Header("b", (byte) -5),
            new Header("s", (short) -2),
            new Header("i", 65537),
            new Header("l", 1L << 32),
            new Header("y", new byte[] {1, 2, 3}),
            new Header("g", "é"),
            new Header("d", new EventFrame.Time(1700000000123L)),
            new Header("u", new EventFrame.Uuid(uuid)));

    assertThat(hex(new EventFrame(headers, "x".getBytes(UTF_8))))
        .isEqualTo(
            "0000005f0000004e4e05ebe4017400016601016202fb017303fffe0169040001000101"
                + "6c05000000010000000001790600030102030167070002c3a90164080000018bcfe5687b"
                + "0175090123456789abcdef0123456789abcdef787db601cd");
  }

  @Test
  void readsTheVectorsOfAws() throws IOException {
    var seen = 0;
    try (var cases = Files.list(Shared.fixtures().resolve("aws-eventstream"))) {
      for (var folder : cases.sorted().toList()) {
        var bytes = Files.readAllBytes(folder.resolve("response.bin"));
        var name = folder.getFileName().toString();
        if (name.startsWith("positive")) {
          positive(folder, bytes);
        } else if (name.startsWith("negative") || name.startsWith("derived")) {
          assertThatThrownBy(() -> EventFrame.decodeAll(bytes))
              .as(name)
              .isInstanceOf(EventFrame.BadFrame.class);
        } else {
          assertThat(EventFrame.decodeAll(bytes)).as(name).isNotEmpty();
        }
        seen++;
      }
    }

    assertThat(seen).isGreaterThanOrEqualTo(12);
  }

  private static void positive(Path folder, byte[] bytes) throws IOException {
    var frame = EventFrame.decodeAll(bytes).getFirst();
    var expected =
        JsonReader.read(Files.readAllBytes(folder.resolve("expected.json"))).orElseThrow();

    assertThat(frame.encode()).as(folder.toString()).isEqualTo(bytes);
    assertThat(Base64.getEncoder().encodeToString(frame.payload()))
        .isEqualTo(expected.get("payload").text());
    assertThat(frame.headers().stream().map(Header::name))
        .containsExactlyElementsOf(
            expected.get("headers").items().stream().map(it -> it.get("name").text()).toList());
  }

  @Test
  void namesALeftover() {
    var bytes = EventFrame.event("a", Json.obj().write()).encode();

    assertThatThrownBy(() -> EventFrame.decodeAll(java.util.Arrays.copyOf(bytes, bytes.length + 3)))
        .hasMessageContaining("3 bytes left over");
  }
}
