package dev.sluice.dialect;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Optional;

/** What the bytes of an answer are, whatever their label says. */
public enum Framing {
  /** Server-sent events. */
  EVENTS,
  /** JSON texts, one a line. */
  LINES,
  /** One JSON document. */
  DOCUMENT,
  /** Binary frames of an event stream. */
  FRAMES,
  /** HTML or XML. */
  PAGE,
  /** Text that is none of these. */
  TEXT,
  /** UTF-16 or UTF-32. */
  WIDE,
  /** Compressed, though nobody asked for it. */
  COMPRESSED,
  /** No bytes at all. */
  NOTHING;

  private static final String[] FIELDS = {"data", "event", "id", "retry", "error"};

  /**
   * Judges by the first bytes.
   *
   * @param events whether the label says that it is server-sent events, or says nothing
   * @param ended whether nothing follows
   * @return empty while more bytes are needed
   */
  static Optional<Framing> of(byte[] bytes, int offset, int end, boolean events, boolean ended) {
    var at = offset;
    if (end - at >= 2) {
      var mark = wide(bytes, at);
      if (mark.isPresent()) {
        return mark;
      }
    } else if (!ended && end > at && (bytes[at] == 0 || bytes[at] < 0 || bytes[at] == 0x1f)) {
      return Optional.empty();
    }
    at = behindMark(bytes, at, end);
    while (at < end && (bytes[at] == ' ' || bytes[at] == '\n' || bytes[at] == '\r' || bytes[at] == '\t')) {
      at++;
    }
    if (at == end) {
      return ended ? Optional.of(NOTHING) : Optional.empty();
    }
    return switch (bytes[at]) {
      case 0 -> Optional.of(FRAMES);
      case '{', '[' -> json(bytes, at, end, ended);
      case '<' -> Optional.of(PAGE);
      case ':' -> Optional.of(EVENTS);
      default -> events ? Optional.of(EVENTS) : field(bytes, at, end, ended);
    };
  }

  private static Optional<Framing> wide(byte[] bytes, int at) {
    var first = bytes[at] & 0xff;
    var second = bytes[at + 1] & 0xff;
    if (first == 0x1f && second == 0x8b) {
      return Optional.of(COMPRESSED);
    }
    var marked = (first == 0xff && second == 0xfe) || (first == 0xfe && second == 0xff);
    var halves = (first != 0 && second == 0) || (first == 0 && (second == '{' || second == 'd'));
    return marked || halves ? Optional.of(WIDE) : Optional.empty();
  }

  private static int behindMark(byte[] bytes, int at, int end) {
    var marked =
        end - at >= 3
            && bytes[at] == (byte) 0xef
            && bytes[at + 1] == (byte) 0xbb
            && bytes[at + 2] == (byte) 0xbf;
    return marked ? at + 3 : at;
  }

  /** One document, unless the first line is one by itself and something follows. */
  private static Optional<Framing> json(byte[] bytes, int from, int end, boolean ended) {
    var depth = new JsonDepth();
    for (var at = from; at < end; at++) {
      if (bytes[at] == '\n') {
        return Optional.of(depth.complete() && bytes[from] == '{' ? LINES : DOCUMENT);
      }
      depth.feed((char) (bytes[at] & 0xff));
    }
    return ended ? Optional.of(DOCUMENT) : Optional.empty();
  }

  private static Optional<Framing> field(byte[] bytes, int from, int end, boolean ended) {
    for (var name : FIELDS) {
      var length = Math.min(name.length(), end - from);
      var starts = new String(bytes, from, length, ISO_8859_1).equals(name.substring(0, length));
      if (starts && end - from > name.length()) {
        var next = bytes[from + name.length()];
        if (next == ':' || next == '\n' || next == '\r') {
          return Optional.of(EVENTS);
        }
      } else if (starts && !ended) {
        return Optional.empty();
      }
    }
    return Optional.of(TEXT);
  }
}
