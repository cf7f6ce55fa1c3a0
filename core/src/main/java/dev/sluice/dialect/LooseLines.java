package dev.sluice.dialect;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.frame.Bytes;
import dev.sluice.json.Json;
import dev.sluice.json.MalformedJson;

/**
 * JSON that stands in a stream without the field {@code data}: one object a line, an object over
 * several lines, or behind a field {@code error}. Everything else is counted and left out. One
 * thread; what is fed is copied.
 */
public final class LooseLines {

  static final int TEXT_BYTES_MAX = 1 << 20;

  /** Takes what was found. */
  @FunctionalInterface
  public interface Sink {
    /**
     * A line that holds JSON.
     *
     * @param name {@code error} where that was the field, else ""
     */
    void json(String name, Json json, byte[] text);
  }

  private final Sink sink;
  private final JsonDepth depth = new JsonDepth();
  private Bytes text = new Bytes();
  private String name = "";
  private int skipped;

  public LooseLines(Sink sink) {
    this.sink = sink;
  }

  /** How many lines were left out. */
  public int skipped() {
    return skipped;
  }

  /** One line that is no field of an event stream. */
  public void line(byte[] line, int offset, int length) {
    var piece = new String(line, offset, length, UTF_8).strip();
    if (text.length() == 0) {
      name = "";
      if (piece.startsWith("error")) {
        name = "error";
        piece = piece.substring(piece.indexOf(':') + 1).strip();
      }
      if (!piece.startsWith("{") && !piece.startsWith("[")) {
        skipped++;
        return;
      }
      depth.reset();
    }
    depth.feed(piece);
    text.add(piece.getBytes(UTF_8));
    text.add((byte) '\n');
    if (depth.complete() || text.length() > TEXT_BYTES_MAX) {
      whole();
    }
  }

  private void whole() {
    var bytes = text.toByteArray();
    text = new Bytes();
    try {
      sink.json(name, Json.parse(bytes), bytes);
    } catch (MalformedJson e) {
      skipped++; // braces, but no JSON
    }
  }
}
