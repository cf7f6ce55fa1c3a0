package dev.sluice.frame;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.sluice.Splits;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Bytes that nobody meant: never an exception, the same events however they are cut, and no more
 * kept than the bound allows. The first byte chooses the bound and seeds the cuts.
 */
final class SseFuzzTest {
  private static final int KEPT_BYTES = 1024;
  private static final int BUFFER_BYTES_MIN = 256;

  @FuzzTest(maxDuration = "60s")
  void cutsChangeNothing(byte[] input) {
    if (input.length == 0) {
      return;
    }
    var bytes = Arrays.copyOfRange(input, 1, input.length);
    var bound = (input[0] & 1) == 0 ? 1 << 20 : 1 + (input[0] & 0xff);
    var whole = SseRecord.of(bound, List.of(bytes));

    var random = new Random(input[0]);
    var cuts = random.ints(8, 0, bytes.length + 1).sorted().toArray();
    assertThat(SseRecord.of(bound, Splits.at(bytes, cuts))).isEqualTo(whole);
    assertThat(SseRecord.of(bound, Splits.at(bytes, Splits.everywhere(bytes.length))))
        .isEqualTo(whole);
    if (bound > bytes.length && whole.stream().noneMatch(line -> line.startsWith("overflow "))) {
      assertThat(whole).isEqualTo(SseReference.of(bytes));
    }
    keepsLittle(bound, bytes, cuts);
  }

  private static void keepsLittle(int bound, byte[] bytes, int[] cuts) {
    var decoder = new SseDecoder(bound, new SseRecord());
    var fed = 0;
    for (var piece : Splits.at(bytes, cuts)) {
      decoder.feed(piece, 0, piece.length);
      fed += piece.length;
      var buffer = Math.max(BUFFER_BYTES_MIN, 2 * Math.min(bound, fed));
      assertThat(decoder.retainedBytes()).isLessThan(KEPT_BYTES + 2 * buffer);
    }
    decoder.end();
    assertThat(decoder.retainedBytes()).isLessThan(KEPT_BYTES);
  }
}
