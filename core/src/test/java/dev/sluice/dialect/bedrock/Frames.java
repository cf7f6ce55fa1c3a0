package dev.sluice.dialect.bedrock;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.frame.EventStreamDecoder;
import dev.sluice.frame.EventStreamFrame;
import dev.sluice.frame.EventStreamSink;
import dev.sluice.frame.FrameDamage;
import java.util.ArrayList;
import java.util.List;

/** The frames of a stream as lines: event or exception type, a blank, payload. */
final class Frames implements EventStreamSink {

  private final List<String> lines = new ArrayList<>();

  private Frames() {}

  static List<String> lines(byte[] stream) {
    var frames = new Frames();
    var decoder = new EventStreamDecoder(Answers.EVENT_BYTES_MAX, frames);
    decoder.feed(stream, 0, stream.length);
    decoder.end();
    return frames.lines;
  }

  @Override
  public void frame(EventStreamFrame frame) {
    assertThat(frame.header(":content-type")).isEqualTo("application/json");
    var event = frame.header(":event-type");
    var type = event == null ? frame.header(":exception-type") : event;
    lines.add(
        type
            + " "
            + new String(frame.array(), frame.payloadOffset(), frame.payloadLength(), UTF_8));
  }

  @Override
  public void damaged(FrameDamage damage, long offset, long expected, long found) {
    throw new AssertionError(damage + " at " + offset);
  }
}
