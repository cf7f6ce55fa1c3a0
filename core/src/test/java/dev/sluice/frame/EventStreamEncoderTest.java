package dev.sluice.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

final class EventStreamEncoderTest {
  private static final HeaderBlock NONE = HeaderBlock.of(List.of());

  private final Bytes out = new Bytes();
  private final EventStreamEncoder encoder = new EventStreamEncoder();

  @Test
  void writesAfterWhatIsThere() {
    out.addAscii("before");
    encoder.begin(out, NONE);
    out.addAscii("{}");
    encoder.end(out);

    assertThat(out.length()).isEqualTo(6 + 18);
    assertThat(ByteBuffer.wrap(out.array(), 6, 4).getInt()).isEqualTo(18);
  }

  @Test
  void oneFrameIsOpenAtATime() {
    assertThatThrownBy(() -> encoder.end(out)).isInstanceOf(IllegalStateException.class);
    encoder.begin(out, NONE);
    assertThatThrownBy(() -> encoder.begin(out, NONE)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void refusesAPayloadBeyondTheBoundOfTheFormat() {
    encoder.begin(out, NONE);
    out.add(new byte[EventStreamDecoder.PAYLOAD_BYTES_MAX + 1]);

    assertThatThrownBy(() -> encoder.end(out)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void refusesHeadersBeyondTheirBounds() {
    refuses(Header.text("n", "x".repeat(HeaderBlock.VALUE_BYTES_MAX + 1)));
    refuses(Header.text("n", ""));
    refuses(Header.text("é".repeat(128), "x"));
    assertThatThrownBy(() -> Header.text("", "x")).isInstanceOf(IllegalArgumentException.class);
    var large = Header.text("n", "x".repeat(HeaderBlock.VALUE_BYTES_MAX));
    assertThatThrownBy(() -> HeaderBlock.of(Collections.nCopies(4, large)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("131072");
  }

  @Test
  void aBinaryValueIsItsOwnCopy() {
    var bytes = new byte[] {1, 2, 3};
    var value = new HeaderValue.Binary(ByteBuffer.wrap(bytes, 1, 2));
    bytes[1] = 9;

    assertThat(value.value().remaining()).isEqualTo(2);
    assertThat(value.value().get(0)).isEqualTo((byte) 2);
  }

  private static void refuses(Header header) {
    assertThatThrownBy(() -> HeaderBlock.of(List.of(header)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
