package dev.sluice.frame;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.List;

/** What a decoder told its sink: the frames as values, and the damage as text. */
final class EventStreamRecord implements EventStreamSink {
  static final int FRAME_BYTES_MAX = 1 << 20;

  /** A frame that was copied out of its view; the payload as Latin-1. */
  record Frame(long offset, List<Header> headers, String payload) {}

  private final List<Frame> frames = new ArrayList<>();
  private String damage = "";

  static EventStreamRecord of(List<byte[]> pieces) {
    return of(FRAME_BYTES_MAX, pieces);
  }

  static EventStreamRecord of(int frameBytesMax, List<byte[]> pieces) {
    var record = new EventStreamRecord();
    var decoder = new EventStreamDecoder(frameBytesMax, record);
    for (var piece : pieces) {
      decoder.feed(piece, 0, piece.length);
    }
    decoder.end();
    return record;
  }

  List<Frame> frames() {
    return frames;
  }

  /** The damage as {@code KIND at OFFSET: EXPECTED FOUND}, empty if there was none. */
  String damage() {
    return damage;
  }

  @Override
  public void frame(EventStreamFrame frame) {
    var payload =
        new String(frame.array(), frame.payloadOffset(), frame.payloadLength(), ISO_8859_1);
    frames.add(new Frame(frame.offset(), frame.headers(), payload));
  }

  @Override
  public void damaged(FrameDamage kind, long offset, long expected, long found) {
    if (!damage.isEmpty()) {
      throw new IllegalStateException("second damage: " + kind);
    }
    damage = kind + " at " + offset + ": " + expected + " " + found;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof EventStreamRecord record
        && frames.equals(record.frames)
        && damage.equals(record.damage);
  }

  @Override
  public int hashCode() {
    return frames.hashCode() + damage.hashCode();
  }

  @Override
  public String toString() {
    return frames + " " + damage;
  }
}
