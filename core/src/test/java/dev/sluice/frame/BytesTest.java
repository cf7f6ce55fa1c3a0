package dev.sluice.frame;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

final class BytesTest {
  private final Bytes bytes = new Bytes();

  @Test
  void writesIntegersBigEndian() {
    bytes.add((byte) 0xfe);
    bytes.addShort(0x0102);
    bytes.addInt(0x03040506);
    bytes.addLong(0x0708090a0b0c0d0eL);

    assertThat(HexFormat.of().formatHex(bytes.toByteArray()))
        .isEqualTo("fe0102030405060708090a0b0c0d0e");
  }

  @Test
  void keepsWhatWasWrittenWhileItGrows() {
    for (var i = 0; i < 1000; i++) {
      bytes.addAscii("abcdefg");
    }

    assertThat(bytes.length()).isEqualTo(7000);
    assertThat(new String(bytes.array(), 0, bytes.length(), US_ASCII))
        .isEqualTo("abcdefg".repeat(1000));
  }

  @Test
  void overwritesAndTruncates() {
    bytes.addInt(0);
    bytes.addAscii("tail");
    bytes.setInt(0, 0x41424344);
    bytes.truncate(5);

    assertThat(new String(bytes.toByteArray(), US_ASCII)).isEqualTo("ABCDt");
    assertThatThrownBy(() -> bytes.setInt(2, 1)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> bytes.truncate(6)).isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void refusesTextThatIsNotAscii() {
    bytes.addAscii("a");

    assertThatThrownBy(() -> bytes.addAscii("bé")).isInstanceOf(IllegalArgumentException.class);
    assertThat(bytes.length()).isEqualTo(1);
  }

  @Test
  void releasesOnlyWhatIsLargerThanTheBound() {
    bytes.add(new byte[5000]);
    var large = bytes.capacityBytes();

    bytes.release(large);
    assertThat(bytes.capacityBytes()).isEqualTo(large);

    bytes.release(large - 1);
    assertThat(bytes.capacityBytes()).isZero();
    assertThat(bytes.length()).isZero();
  }

  @Test
  void countsBytesPutIntoTheArray() {
    bytes.ensure(3);
    bytes.array()[0] = 'x';
    bytes.advance(1);

    assertThat(bytes.toByteArray()).containsExactly('x');
  }
}
