package dev.sluice.frame;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.Property;
import dev.sluice.Splits;
import dev.sluice.Tally;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;

final class EventStreamDecoderTest {
  private static final HeaderBlock EVENT =
      HeaderBlock.of(
          List.of(
              Header.text(":event-type", "contentBlockDelta"),
              new Header("n", new HeaderValue.Int32(1)),
              Header.text(":message-type", "event")));

  @Test
  void readsItsOwnFramesHoweverTheyAreCut() {
    Property.forAll(
        200,
        random -> {
          var frames = RandomFrames.draw(random);
          var bytes = RandomFrames.encoded(frames);
          return new Cut(frames, Splits.at(bytes, Splits.cuts(random, bytes.length)));
        },
        cut -> {
          var record = EventStreamRecord.of(cut.pieces());

          assertThat(record.damage()).isEmpty();
          assertThat(record.frames())
              .extracting(f -> new RandomFrames.Frame(f.headers(), f.payload()))
              .isEqualTo(cut.frames());
        });
  }

  @Test
  void damageIsTheSameHoweverItIsCut() {
    Property.forAll(
        300,
        random -> {
          var bytes = RandomFrames.encoded(RandomFrames.draw(random));
          bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
          return bytes;
        },
        bytes -> {
          var whole = EventStreamRecord.of(List.of(bytes));

          assertThat(whole.damage()).isNotEmpty();
          Property.anySplit(
              1, bytes, pieces -> assertThat(EventStreamRecord.of(pieces)).isEqualTo(whole));
        });
    Tally.fault("event-stream-bit-flip");
  }

  @Test
  void anEndWithinAFrameIsDamage() {
    var bytes = frame("{}");

    for (var length = 0; length < bytes.length; length++) {
      var record = EventStreamRecord.of(List.of(Arrays.copyOf(bytes, length)));
      var whole = length < 12 ? 12 : bytes.length;
      assertThat(record.frames()).isEmpty();
      assertThat(record.damage())
          .isEqualTo(length == 0 ? "" : "TRUNCATED at 0: " + whole + " " + length);
    }
    Tally.fault("event-stream-truncated");
  }

  @Test
  void damageOfALaterFrameTellsItsOffsetAndKeepsTheEarlierOnes() {
    var one = frame("{}");
    var two = Arrays.copyOf(one, one.length * 2);
    System.arraycopy(one, 0, two, one.length, one.length);
    two[two.length - 1]++;

    Property.anySplit(
        20,
        two,
        pieces -> {
          var record = EventStreamRecord.of(pieces);
          assertThat(record.frames()).hasSize(1);
          assertThat(record.damage()).startsWith("MESSAGE_CRC at " + one.length + ": ");
        });
    Tally.fault("event-stream-message-crc");
  }

  @Test
  void refusesLengthsThatContradictEachOther() {
    refuses(prelude(15, 0), "LENGTHS at 0: 15 0");
    refuses(prelude(0, 0), "LENGTHS at 0: 0 0");
    refuses(prelude(100, 85), "LENGTHS at 0: 100 85");
    refuses(prelude(100, -1), "LENGTHS at 0: 100 4294967295");
    Tally.fault("event-stream-lengths");
  }

  @Test
  void refusesLengthsBeyondTheirBoundBeforeTheFrameArrives() {
    refuses(prelude(-1, 0), "TOO_LARGE at 0: 25165824 4294967279");
    refuses(prelude(16 + 25_165_825, 0), "TOO_LARGE at 0: 25165824 25165825");
    refuses(prelude(16 + 131_073, 131_073), "TOO_LARGE at 0: 131072 131073");
    refuses(prelude((1 << 20) + 1, 0), "TOO_LARGE at 0: 1048576 1048577");
    Tally.fault("event-stream-too-large");
  }

  @Test
  void aFrameOfExactlyTheBoundIsRead() {
    var bytes = frame("{}");

    assertThat(EventStreamRecord.of(bytes.length, List.of(bytes)).frames()).hasSize(1);
    assertThat(EventStreamRecord.of(bytes.length - 1, List.of(bytes)).damage())
        .isEqualTo("TOO_LARGE at 0: " + (bytes.length - 1) + " " + bytes.length);
  }

  @Test
  void readsTheLargestFrameOfTheFormat() {
    var bytes = withPayload(new byte[EventStreamDecoder.PAYLOAD_BYTES_MAX]);
    var lengths = new ArrayList<Integer>();
    var decoder =
        new EventStreamDecoder(bytes.length, sink(frame -> lengths.add(frame.payloadLength())));

    decoder.feed(bytes, 0, 1_000);
    decoder.feed(bytes, 1_000, bytes.length - 1_000);

    assertThat(lengths).containsExactly(25_165_824);
    assertThat(decoder.retainedBytes()).isLessThan(1024);
  }

  @Test
  void believesTheChecksumBeforeTheLengths() {
    var bytes = prelude(-1, -1);
    bytes[11]++;

    assertThat(EventStreamRecord.of(List.of(bytes)).damage()).startsWith("PRELUDE_CRC at 0: ");
    Tally.fault("event-stream-prelude-crc");
  }

  @Test
  void refusesHeadersThatDoNotFillTheirRoom() {
    refusesHeaders(0, 0);
    refusesHeaders(1, 'a');
    refusesHeaders(2, 'a', 0);
    refusesHeaders(1, 'a', 10);
    refusesHeaders(1, 'a', -1);
    refusesHeaders(1, 'a', 4, 0, 0, 0);
    refusesHeaders(1, 'a', 7, 0);
    refusesHeaders(1, 'a', 7, 0, 2, 'x');
    refusesHeaders(1, 'a', 7, -1, -1, 'x');
    refusesHeaders(1, 'a', 0, 1);
    Tally.fault("event-stream-headers");
  }

  @Test
  void aClaimedLengthAllocatesNothing() {
    var decoder = new EventStreamDecoder(30_000_000, new EventStreamRecord());
    var prelude = prelude(25_000_000, 0);

    decoder.feed(prelude, 0, prelude.length);
    assertThat(decoder.retainedBytes()).isLessThan(1024);

    var part = new byte[10_000];
    decoder.feed(part, 0, part.length);
    assertThat(decoder.retainedBytes()).isLessThan(21_100);
  }

  @Test
  void looksHeadersUpByName() {
    var found = new ArrayList<String>();
    var bytes = frame("{}");
    var decoder =
        new EventStreamDecoder(
            1000,
            sink(frame -> {
              found.add("" + frame.header(":event-type"));
              found.add("" + frame.header(":message-type"));
              found.add("" + frame.header("n"));
              found.add("" + frame.header(":event"));
              found.add(
                  new String(frame.array(), frame.payloadOffset(), frame.payloadLength(), UTF_8));
            }));

    decoder.feed(bytes, 0, bytes.length);

    assertThat(found).containsExactly("contentBlockDelta", "event", "null", "null", "{}");
  }

  @Test
  void decodesARepeatedTextOnceAndNeverMixesTextsUp() {
    var found = new ArrayList<String>();
    var texts = List.of("event", "evenT", "tneve", "even", "é", "Ã©", "x".repeat(33), "event");
    var out = new Bytes();
    var encoder = new EventStreamEncoder();
    for (var text : texts) {
      encoder.begin(out, HeaderBlock.of(List.of(Header.text("t", text))));
      encoder.end(out);
      encoder.begin(out, HeaderBlock.of(List.of(Header.text("t", text))));
      encoder.end(out);
    }
    var decoder =
        new EventStreamDecoder(1000, sink(frame -> found.add(requireNonNull(frame.header("t")))));

    decoder.feed(out.array(), 0, out.length());

    for (var i = 0; i < texts.size(); i++) {
      assertThat(found.subList(2 * i, 2 * i + 2)).containsExactly(texts.get(i), texts.get(i));
    }
    assertThat(found.get(1)).isSameAs(found.get(0));
  }

  @Test
  void readsEmptyValuesThoughOthersDoNot() {
    var record = EventStreamRecord.of(List.of(withHeaders(1, 't', 7, 0, 0, 1, 'b', 6, 0, 0)));

    assertThat(record.damage()).isEmpty();
    assertThat(record.frames().getFirst().headers())
        .containsExactly(
            Header.text("t", ""), new Header("b", new HeaderValue.Binary(ByteBuffer.allocate(0))));
  }

  @Test
  void showsTheFedArrayWhenTheFrameLiesInIt() {
    var bytes = frame("{}");
    var seen = new ArrayList<byte[]>();
    var decoder = new EventStreamDecoder(1000, sink(frame -> seen.add(frame.array())));

    decoder.feed(bytes, 0, bytes.length);

    assertThat(seen).hasSize(1);
    assertThat(seen.getFirst()).isSameAs(bytes);
  }

  @Test
  void feedSaysWhenItIsOver() {
    var decoder = new EventStreamDecoder(16, new EventStreamRecord());

    assertThat(decoder.feed(new byte[11], 0, 11)).isTrue();
    assertThat(decoder.feed(new byte[] {1}, 0, 1)).isFalse();
    assertThat(decoder.feed(new byte[16], 0, 16)).isFalse();
    assertThatThrownBy(() -> new EventStreamDecoder(15, new EventStreamRecord()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private record Cut(List<RandomFrames.Frame> frames, List<byte[]> pieces) {}

  private interface OnFrame {
    void accept(EventStreamFrame frame);
  }

  private static EventStreamSink sink(OnFrame onFrame) {
    return new EventStreamSink() {
      @Override
      public void frame(EventStreamFrame frame) {
        onFrame.accept(frame);
      }

      @Override
      public void damaged(FrameDamage damage, long offset, long expected, long found) {
        throw new AssertionError(damage);
      }
    };
  }

  private static void refuses(byte[] bytes, String damage) {
    assertThat(EventStreamRecord.of(List.of(bytes)).damage()).isEqualTo(damage);
    assertThat(EventStreamRecord.of(Splits.at(bytes, 3, 8)).damage()).isEqualTo(damage);
  }

  private static void refusesHeaders(int... headers) {
    var record = EventStreamRecord.of(List.of(withHeaders(headers)));

    assertThat(record.frames()).isEmpty();
    assertThat(record.damage()).startsWith("HEADERS at 0: " + headers.length + " ");
  }

  private static byte[] withHeaders(int... headers) {
    var out = new Bytes();
    out.add(prelude(headers.length + 16, headers.length));
    for (var b : headers) {
      out.add((byte) b);
    }
    out.addInt(crc(out));
    return out.toByteArray();
  }

  private static byte[] prelude(int length, int headersLength) {
    var out = new Bytes();
    out.addInt(length);
    out.addInt(headersLength);
    out.addInt(crc(out));
    return out.toByteArray();
  }

  private static byte[] frame(String payload) {
    return withPayload(payload.getBytes(UTF_8));
  }

  private static byte[] withPayload(byte[] payload) {
    var out = new Bytes();
    var encoder = new EventStreamEncoder();
    encoder.begin(out, EVENT);
    out.add(payload);
    encoder.end(out);
    return out.toByteArray();
  }

  private static int crc(Bytes bytes) {
    var crc = new CRC32();
    crc.update(bytes.array(), 0, bytes.length());
    return (int) crc.getValue();
  }
}
