package dev.sluice.frame;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.Property;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import software.amazon.eventstream.Message;
import software.amazon.eventstream.MessageDecoder;

/** The same frames by AWS's own library for Java: byte for byte, and value for value. */
final class EventStreamOracleTest {
  private static final int FRAMES = 400;

  @Test
  void writesTheSameBytes() {
    Property.forAll(
        FRAMES,
        EventStreamOracleTest::drawWhatTheOtherWrites,
        frames -> assertThat(hex(RandomFrames.encoded(frames))).isEqualTo(hex(theirs(frames))));
  }

  @Test
  void readsWhatTheOtherWrote() {
    Property.forAll(
        FRAMES,
        EventStreamOracleTest::drawWhatTheOtherWrites,
        frames -> {
          var record = EventStreamRecord.of(List.of(theirs(frames)));

          assertThat(record.damage()).isEmpty();
          assertThat(record.frames())
              .extracting(f -> new RandomFrames.Frame(f.headers(), f.payload()))
              .isEqualTo(frames);
        });
  }

  @Test
  void isReadByTheOther() {
    Property.forAll(
        FRAMES,
        RandomFrames::draw,
        frames -> {
          var decoder = new MessageDecoder();
          decoder.feed(RandomFrames.encoded(frames));

          assertThat(decoder.getDecodedMessages())
              .isEqualTo(frames.stream().map(EventStreamOracleTest::message).toList());
        });
  }

  @Test
  void refusesWhereTheOtherRefusesAFlippedBit() {
    Property.forAll(
        FRAMES,
        random -> {
          var bytes = RandomFrames.encoded(RandomFrames.draw(random).subList(0, 1));
          bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
          return bytes;
        },
        bytes -> {
          assertThatThrownBy(() -> Message.decode(ByteBuffer.wrap(bytes)))
              .isInstanceOf(RuntimeException.class);
          assertThat(EventStreamRecord.of(List.of(bytes)).frames()).isEmpty();
          assertThat(EventStreamRecord.of(List.of(bytes)).damage()).isNotEmpty();
        });
  }

  /** Version 1.0.1 reads 8-bit and 16-bit integers, but writes nothing for their values. */
  private static List<RandomFrames.Frame> drawWhatTheOtherWrites(SplittableRandom random) {
    return RandomFrames.draw(random).stream()
        .map(frame ->
            new RandomFrames.Frame(
                frame.headers().stream().filter(header -> isWritten(header.value())).toList(),
                frame.payload()))
        .toList();
  }

  private static boolean isWritten(HeaderValue value) {
    return !(value instanceof HeaderValue.Int8) && !(value instanceof HeaderValue.Int16);
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  private static byte[] theirs(List<RandomFrames.Frame> frames) {
    var out = new Bytes();
    for (var frame : frames) {
      var buffer = message(frame).toByteBuffer();
      var bytes = new byte[buffer.remaining()];
      buffer.get(bytes);
      out.add(bytes);
    }
    return out.toByteArray();
  }

  private static Message message(RandomFrames.Frame frame) {
    var headers = new LinkedHashMap<String, software.amazon.eventstream.HeaderValue>();
    for (var header : frame.headers()) {
      headers.put(header.name(), value(header.value()));
    }
    return new Message(headers, frame.payload().getBytes(ISO_8859_1));
  }

  private static software.amazon.eventstream.HeaderValue value(HeaderValue value) {
    return switch (value) {
      case HeaderValue.Flag(var flag) -> software.amazon.eventstream.HeaderValue.fromBoolean(flag);
      case HeaderValue.Int8(var number) -> software.amazon.eventstream.HeaderValue.fromByte(number);
      case HeaderValue.Int16(var number) ->
          software.amazon.eventstream.HeaderValue.fromShort(number);
      case HeaderValue.Int32(var number) ->
          software.amazon.eventstream.HeaderValue.fromInteger(number);
      case HeaderValue.Int64(var number) ->
          software.amazon.eventstream.HeaderValue.fromLong(number);
      case HeaderValue.Binary(var bytes) ->
          software.amazon.eventstream.HeaderValue.fromByteBuffer(bytes.duplicate());
      case HeaderValue.Text(var text) -> software.amazon.eventstream.HeaderValue.fromString(text);
      case HeaderValue.Timestamp(var epochMillis) ->
          software.amazon.eventstream.HeaderValue.fromTimestamp(Instant.ofEpochMilli(epochMillis));
      case HeaderValue.Uuid(var uuid) -> software.amazon.eventstream.HeaderValue.fromUuid(uuid);
    };
  }
}
