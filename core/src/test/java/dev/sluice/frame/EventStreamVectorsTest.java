package dev.sluice.frame;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.Fixtures;
import dev.sluice.Property;
import dev.sluice.Tally;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** The vectors that AWS publishes for implementations, and damaged ones derived from them. */
final class EventStreamVectorsTest {
  private static final String GROUP = "aws-eventstream";

  static List<String> positive() {
    return withPrefix("positive-");
  }

  static List<String> negative() {
    return withPrefix("negative-");
  }

  static List<String> derived() {
    return withPrefix("derived-");
  }

  @ParameterizedTest
  @MethodSource("positive")
  void readsWhatTheVectorHolds(String id) {
    var bytes = Fixtures.bytes(id, "response.bin");
    var expected = expected(id);

    Property.anySplit(
        20,
        bytes,
        pieces -> {
          var record = EventStreamRecord.of(pieces);
          assertThat(record.damage()).isEmpty();
          assertThat(record.frames()).containsExactly(expected);
        });
    assertThat(rewritten(expected)).isEqualTo(bytes);
    Tally.fixture(id);
  }

  @ParameterizedTest
  @MethodSource("negative")
  void refusesADamagedVectorForTheReasonItNames(String id) {
    var damage =
        switch (Fixtures.text(id, "expected.txt")) {
          case "Prelude checksum mismatch" -> FrameDamage.PRELUDE_CRC;
          case "Message checksum mismatch" -> FrameDamage.MESSAGE_CRC;
          default -> throw new IllegalArgumentException("unknown reason in " + id);
        };

    refuses(id, damage);
  }

  @ParameterizedTest
  @MethodSource("derived")
  void refusesMalformedHeadersUnderSoundChecksums(String id) {
    refuses(id, FrameDamage.HEADERS);
  }

  @Test
  void readsARecordedAnswer() {
    var id = GROUP + "/transcribe-success";

    Property.anySplit(
        20,
        Fixtures.bytes(id, "response.bin"),
        pieces -> {
          var record = EventStreamRecord.of(pieces);
          assertThat(record.damage()).isEmpty();
          assertThat(record.frames()).hasSize(35);
          assertThat(record.frames())
              .allMatch(f -> f.headers().contains(Header.text(":event-type", "TranscriptEvent")));
        });
    Tally.fixture(id);
  }

  @Test
  void noVectorIsLeftOut() {
    assertThat(Fixtures.ids(GROUP))
        .hasSize(positive().size() + negative().size() + derived().size() + 1);
    assertThat(positive()).hasSizeGreaterThanOrEqualTo(5);
    assertThat(negative()).hasSizeGreaterThanOrEqualTo(4);
    assertThat(derived()).hasSizeGreaterThanOrEqualTo(2);
  }

  private static void refuses(String id, FrameDamage damage) {
    Property.anySplit(
        20,
        Fixtures.bytes(id, "response.bin"),
        pieces -> {
          var record = EventStreamRecord.of(pieces);
          assertThat(record.frames()).isEmpty();
          assertThat(record.damage()).startsWith(damage + " at 0: ");
        });
    Tally.fixture(id);
  }

  private static List<String> withPrefix(String prefix) {
    return Fixtures.ids(GROUP).stream().filter(id -> id.startsWith(GROUP + "/" + prefix)).toList();
  }

  private static byte[] rewritten(EventStreamRecord.Frame frame) {
    var out = new Bytes();
    var encoder = new EventStreamEncoder();
    encoder.begin(out, HeaderBlock.of(frame.headers()));
    out.add(frame.payload().getBytes(ISO_8859_1));
    encoder.end(out);
    return out.toByteArray();
  }

  private static EventStreamRecord.Frame expected(String id) {
    var headers = new ArrayList<Header>();
    var payload = "";
    try (var json =
        JsonFactory.builder()
            .build()
            .createParser(ObjectReadContext.empty(), Fixtures.bytes(id, "expected.json"))) {
      json.nextToken();
      while (json.nextToken() == JsonToken.PROPERTY_NAME) {
        var name = json.currentName();
        var value = json.nextToken();
        if (value == JsonToken.START_ARRAY) {
          while (json.nextToken() == JsonToken.START_OBJECT) {
            headers.add(header(json));
          }
        } else if (name.equals("payload")) {
          payload = text(json.getString(), ISO_8859_1);
        }
      }
    }
    return new EventStreamRecord.Frame(0, headers, payload);
  }

  /** Reads name, type and value, which the vectors give in this order. */
  private static Header header(JsonParser json) {
    json.nextToken();
    var name = json.nextStringValue();
    json.nextToken();
    var type = json.nextIntValue(-1);
    json.nextToken();
    json.nextToken();
    var value = value(type, json);
    json.nextToken();
    return new Header(name, value);
  }

  private static HeaderValue value(int type, JsonParser json) {
    return switch (type) {
      case 0, 1 -> new HeaderValue.Flag(json.getBooleanValue());
      case 2 -> new HeaderValue.Int8((byte) json.getIntValue());
      case 3 -> new HeaderValue.Int16((short) json.getIntValue());
      case 4 -> new HeaderValue.Int32(json.getIntValue());
      case 5 -> new HeaderValue.Int64(json.getLongValue());
      case 6 -> new HeaderValue.Binary(ByteBuffer.wrap(decoded(json.getString())));
      case 7 -> new HeaderValue.Text(text(json.getString(), UTF_8));
      case 8 -> new HeaderValue.Timestamp(json.getLongValue());
      case 9 -> {
        var bytes = ByteBuffer.wrap(decoded(json.getString()));
        yield new HeaderValue.Uuid(new UUID(bytes.getLong(), bytes.getLong()));
      }
      default -> throw new IllegalArgumentException("unknown type " + type);
    };
  }

  private static byte[] decoded(String base64) {
    return Base64.getDecoder().decode(base64);
  }

  private static String text(String base64, Charset charset) {
    return new String(decoded(base64), charset);
  }
}
