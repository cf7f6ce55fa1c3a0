package dev.sluice.frame;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.List;

/** What a decoder told its sink, one line each; data as Latin-1, so that no byte is lost. */
final class SseRecord implements SseSink {
  private static final int EVENT_BYTES_MAX = 1 << 20;

  private final List<String> lines = new ArrayList<>();

  static List<String> of(List<byte[]> pieces) {
    return of(EVENT_BYTES_MAX, pieces);
  }

  static List<String> of(int eventBytesMax, List<byte[]> pieces) {
    var record = new SseRecord();
    var decoder = new SseDecoder(eventBytesMax, record);
    for (var piece : pieces) {
      decoder.feed(piece, 0, piece.length);
    }
    decoder.end();
    return record.lines;
  }

  List<String> lines() {
    return lines;
  }

  @Override
  public void event(String name, byte[] data, int offset, int length) {
    lines.add("event " + name + "|" + text(data, offset, length));
  }

  @Override
  public void unfinished(String name, byte[] data, int offset, int length) {
    lines.add("unfinished " + name + "|" + text(data, offset, length));
  }

  @Override
  public void overflow(long offset, int bound) {
    lines.add("overflow at " + offset + " of " + bound);
  }

  @Override
  public void comment() {
    lines.add("comment");
  }

  @Override
  public void retry(long millis) {
    lines.add("retry " + millis);
  }

  @Override
  public void ignored(byte[] line, int offset, int length) {
    lines.add("ignored " + text(line, offset, length));
  }

  private static String text(byte[] bytes, int offset, int length) {
    return new String(bytes, offset, length, ISO_8859_1);
  }
}
