package dev.sluice.frame;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What a stream that waits costs, and what one more frame allocates. */
final class IdleDecoderTest {
  private static final int IDLE_BYTES_MAX = 1024;
  private static final int DECODERS = 2_000;
  private static final int FRAMES = 20_000;

  @Test
  void aNewDecoderIsSmall() {
    assertThat(bytesEach(() -> new SseDecoder(1 << 24, new SseRecord()))).isLessThan(700);
    assertThat(bytesEach(() -> new EventStreamDecoder(1 << 24, new EventStreamRecord())))
        .isLessThan(700);
  }

  @Test
  void anSseDecoderLetsItsBuffersGoBetweenEvents() {
    var decoder = new SseDecoder(1 << 24, new SseRecord());
    var name = "é".repeat(SseDecoder.NAME_BYTES_MAX / 2);
    var id = "é".repeat(SseDecoder.ID_BYTES_MAX / 2);
    var event = "event: " + name + "\nid: " + id + "\ndata: " + "x".repeat(100_000) + "\n\n";
    var bytes = event.getBytes(UTF_8);

    assertThat(decoder.retainedBytes()).isLessThan(IDLE_BYTES_MAX);
    decoder.feed(bytes, 0, 90_000);
    assertThat(decoder.retainedBytes()).isGreaterThan(90_000);
    decoder.feed(bytes, 90_000, bytes.length - 90_000);
    assertThat(decoder.retainedBytes()).isLessThan(IDLE_BYTES_MAX);
    for (var i = 0; i < bytes.length; i++) {
      decoder.feed(bytes, i, 1);
    }
    assertThat(decoder.retainedBytes()).isLessThan(IDLE_BYTES_MAX);
  }

  @Test
  void anSseDecoderThatIsOverKeepsNothing() {
    var decoder = new SseDecoder(10_000, new SseRecord());
    var bytes = new byte[9_999];

    decoder.feed(bytes, 0, bytes.length);
    decoder.feed(bytes, 0, bytes.length);

    assertThat(decoder.retainedBytes()).isLessThan(IDLE_BYTES_MAX);
  }

  @Test
  void anEventStreamDecoderLetsItsBufferGoBetweenFrames() {
    var decoder = new EventStreamDecoder(1 << 24, new EventStreamRecord());
    var bytes = frame(100_000);

    decoder.feed(bytes, 0, 90_000);
    assertThat(decoder.retainedBytes()).isGreaterThan(90_000);
    decoder.feed(bytes, 90_000, bytes.length - 90_000);
    assertThat(decoder.retainedBytes()).isLessThan(IDLE_BYTES_MAX);
  }

  @Test
  void aWholeSseEventAllocatesNothing() {
    var decoder = new SseDecoder(1 << 20, new Silent());
    var bytes = "event: content_block_delta\ndata: {\"delta\":\"hello\"}\n\n".getBytes(UTF_8);

    assertThat(bytesPerCall(() -> decoder.feed(bytes, 0, bytes.length))).isLessThan(8);
  }

  @Test
  void aWholeFrameAllocatesNothing() {
    var decoder = new EventStreamDecoder(1 << 20, new Silent());
    var bytes = frame(40);

    assertThat(bytesPerCall(() -> decoder.feed(bytes, 0, bytes.length))).isLessThan(8);
  }

  @Test
  void writingAllocatesNothing() {
    var out = new Bytes(1024);
    var payload = HexFormat.of().parseHex("7b7d");
    var headers = HeaderBlock.of(List.of(Header.text(":message-type", "event")));
    var encoder = new EventStreamEncoder();

    assertThat(
            bytesPerCall(() -> {
              out.clear();
              SseEncoder.begin(out, "message_start");
              out.add(payload);
              SseEncoder.end(out);
              encoder.begin(out, headers);
              out.add(payload);
              encoder.end(out);
            }))
        .isLessThan(8);
  }

  private static final class Silent implements SseSink, EventStreamSink {
    private long seen;

    @Override
    public void event(String name, byte[] data, int offset, int length) {
      seen += name.length() + length;
    }

    @Override
    public void unfinished(String name, byte[] data, int offset, int length) {}

    @Override
    public void overflow(long offset, int bound) {}

    @Override
    public void frame(EventStreamFrame frame) {
      seen += "event".equals(frame.header(":message-type")) ? frame.payloadLength() : 0;
    }

    @Override
    public void damaged(FrameDamage damage, long offset, long expected, long found) {
      throw new AssertionError(damage + " after " + seen);
    }
  }

  private static byte[] frame(int payloadLength) {
    var out = new Bytes();
    var encoder = new EventStreamEncoder();
    encoder.begin(
        out,
        HeaderBlock.of(
            List.of(
                Header.text(":event-type", "contentBlockDelta"),
                Header.text(":message-type", "event"))));
    out.add(new byte[payloadLength]);
    encoder.end(out);
    return out.toByteArray();
  }

  private static long bytesEach(Supplier<Object> make) {
    var kept = new Object[DECODERS];
    kept[0] = make.get();
    var before = allocatedBytes();
    for (var i = 0; i < DECODERS; i++) {
      kept[i] = make.get();
    }
    assertThat(kept).doesNotContainNull();
    return (allocatedBytes() - before) / DECODERS;
  }

  private static long bytesPerCall(Runnable call) {
    call.run();
    var before = allocatedBytes();
    for (var i = 0; i < FRAMES; i++) {
      call.run();
    }
    return (allocatedBytes() - before) / FRAMES;
  }

  private static long allocatedBytes() {
    return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
  }
}
