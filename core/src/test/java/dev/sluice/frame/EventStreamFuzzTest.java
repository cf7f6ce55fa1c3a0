package dev.sluice.frame;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.sluice.Splits;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32;

/**
 * Bytes that nobody meant: never an exception, the same frames and damage however they are cut, and
 * no more kept than what arrived. The first byte seeds the cuts and says whether the rest is taken
 * as it is, or as headers under sound checksums, which chance would never find.
 */
final class EventStreamFuzzTest {
  private static final int KEPT_BYTES = 1024;
  private static final int FRAME_BYTES_MAX = 1 << 16;

  @FuzzTest(maxDuration = "60s")
  void cutsChangeNothing(byte[] input) {
    if (input.length == 0) {
      return;
    }
    var rest = Arrays.copyOfRange(input, 1, input.length);
    var bytes = (input[0] & 1) == 0 ? rest : framed(rest, (input[0] & 0xff) >> 1);
    var whole = EventStreamRecord.of(FRAME_BYTES_MAX, List.of(bytes));

    var random = new Random(input[0]);
    var cuts = random.ints(8, 0, bytes.length + 1).sorted().toArray();
    assertThat(EventStreamRecord.of(FRAME_BYTES_MAX, Splits.at(bytes, cuts))).isEqualTo(whole);
    assertThat(
            EventStreamRecord.of(
                FRAME_BYTES_MAX, Splits.at(bytes, Splits.everywhere(bytes.length))))
        .isEqualTo(whole);
    assertThat(whole.frames().isEmpty() && whole.damage().isEmpty()).isEqualTo(bytes.length == 0);
    keepsLittle(bytes, cuts);
  }

  private static void keepsLittle(byte[] bytes, int[] cuts) {
    var decoder = new EventStreamDecoder(FRAME_BYTES_MAX, new EventStreamRecord());
    var fed = 0;
    for (var piece : Splits.at(bytes, cuts)) {
      decoder.feed(piece, 0, piece.length);
      fed += piece.length;
      assertThat(decoder.retainedBytes()).isLessThanOrEqualTo(KEPT_BYTES + 2 * fed);
    }
    decoder.end();
    assertThat(decoder.retainedBytes()).isLessThan(KEPT_BYTES);
  }

  /** Two frames of these headers, the last bytes of them being the payload. */
  private static byte[] framed(byte[] rest, int payloadLengthMax) {
    var payloadLength = Math.min(payloadLengthMax, rest.length);
    var out = new Bytes();
    for (var i = 0; i < 2; i++) {
      var start = out.length();
      out.addInt(rest.length + 16);
      out.addInt(rest.length - payloadLength);
      out.addInt(crc(out, start));
      out.add(rest);
      out.addInt(crc(out, start));
    }
    return out.toByteArray();
  }

  private static int crc(Bytes bytes, int from) {
    var crc = new CRC32();
    crc.update(bytes.array(), from, bytes.length() - from);
    return (int) crc.getValue();
  }
}
