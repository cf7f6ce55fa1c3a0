package dev.sluice.frame;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.Property;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Frames that another implementation wrote: read to the letter, written to the byte. */
final class EventStreamGoldenTest {
  private static final String MESSAGE_START =
      "000000760000005296d5fade0b3a6576656e742d7479706507000c6d65737361676553746172740d3a636f6e7465"
          + "6e742d747970650700106170706c69636174696f6e2f6a736f6e0d3a6d6573736167652d7479706507000565"
          + "76656e747b22726f6c65223a22617373697374616e74227d6fa8c599";
  private static final String THROTTLED =
      "0000008300000061a9d144e50f3a657863657074696f6e2d747970650700137468726f74746c696e674578636570"
          + "74696f6e0d3a636f6e74656e742d747970650700106170706c69636174696f6e2f6a736f6e0d3a6d65737361"
          + "67652d74797065070009657863657074696f6e7b226d657373616765223a22736c6f77227d9350311c";
  private static final String ALL_TYPES =
      "0000005f0000004e4e05ebe4017400016601016202fb017303fffe01690400010001016c050000000100000000"
          + "01790600030102030167070002c3a90164080000018bcfe5687b0175090123456789abcdef0123456789ab"
          + "cdef787db601cd";

  @Test
  void emptyMessage() {
    agrees("000000100000000005c248eb7d98c8ff", List.of(), "");
  }

  @Test
  void event() {
    agrees(
        MESSAGE_START,
        List.of(
            Header.text(":event-type", "messageStart"),
            Header.text(":content-type", "application/json"),
            Header.text(":message-type", "event")),
        "{\"role\":\"assistant\"}");
  }

  @Test
  void exception() {
    agrees(
        THROTTLED,
        List.of(
            Header.text(":exception-type", "throttlingException"),
            Header.text(":content-type", "application/json"),
            Header.text(":message-type", "exception")),
        "{\"message\":\"slow\"}");
  }

  @Test
  void everyHeaderType() {
    agrees(
        ALL_TYPES,
        List.of(
            new Header("t", new HeaderValue.Flag(true)),
            new Header("f", new HeaderValue.Flag(false)),
            new Header("b", new HeaderValue.Int8((byte) -5)),
            new Header("s", new HeaderValue.Int16((short) -2)),
            new Header("i", new HeaderValue.Int32(65_537)),
            new Header("l", new HeaderValue.Int64(1L << 32)),
            new Header("y", new HeaderValue.Binary(ByteBuffer.wrap(new byte[] {1, 2, 3}))),
            Header.text("g", "é"),
            new Header("d", new HeaderValue.Timestamp(1_700_000_000_123L)),
            new Header(
                "u",
                new HeaderValue.Uuid(UUID.fromString("01234567-89ab-cdef-0123-456789abcdef")))),
        "x");
  }

  private static void agrees(String hex, List<Header> headers, String payload) {
    var bytes = HexFormat.of().parseHex(hex);
    var out = new Bytes();
    var encoder = new EventStreamEncoder();
    encoder.begin(out, HeaderBlock.of(headers));
    out.add(payload.getBytes(UTF_8));
    encoder.end(out);

    assertThat(HexFormat.of().formatHex(out.toByteArray())).isEqualTo(hex);
    Property.anySplit(
        20,
        bytes,
        pieces -> {
          var record = EventStreamRecord.of(pieces);
          assertThat(record.damage()).isEmpty();
          assertThat(record.frames())
              .containsExactly(new EventStreamRecord.Frame(0, headers, payload));
        });
  }
}
