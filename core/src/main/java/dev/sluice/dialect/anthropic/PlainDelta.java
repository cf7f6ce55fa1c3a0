package dev.sluice.dialect.anthropic;

import static dev.sluice.json.StringScanner.stands;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.chat.BlockKind;
import dev.sluice.json.StringScanner;

/**
 * Reads a {@code content_block_delta} that is written exactly as Anthropic writes the three common
 * ones, without a parser. What differs in any byte is left to {@link DeltaEvent}; where both read,
 * they read the same.
 */
final class PlainDelta {

  private static final byte[] HEAD = bytes("{\"type\":\"content_block_delta\",\"index\":");
  private static final byte[] TEXT = bytes(",\"delta\":{\"type\":\"text_delta\",\"text\":\"");
  private static final byte[] THINKING =
      bytes(",\"delta\":{\"type\":\"thinking_delta\",\"thinking\":\"");
  private static final byte[] ARGUMENTS =
      bytes(",\"delta\":{\"type\":\"input_json_delta\",\"partial_json\":\"");
  private static final int INDEX_DIGITS_MAX = 6;

  private final StringScanner string = new StringScanner();
  private int index;
  private BlockKind kind = BlockKind.TEXT;
  private String text = "";

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  /** Whether the event is one of the three, with nothing beside. */
  boolean read(byte[] data, int offset, int length) {
    var end = offset + length;
    if (!stands(HEAD, data, offset, end)) {
      return false;
    }
    var at = index(data, offset + HEAD.length, end);
    at = at < 0 ? -1 : delta(data, at, end);
    return at >= 0 && text(data, at, end);
  }

  /** Reads the digits and returns where they end, or -1. */
  private int index(byte[] data, int from, int end) {
    var at = from;
    index = 0;
    while (at < end && data[at] >= '0' && data[at] <= '9') {
      index = index * 10 + (data[at++] - '0');
      if (at - from > INDEX_DIGITS_MAX) {
        return -1;
      }
    }
    var padded = at - from > 1 && data[from] == '0';
    return at == from || padded ? -1 : at;
  }

  /** Reads the type of the delta and returns where its string begins, or -1. */
  private int delta(byte[] data, int at, int end) {
    if (stands(TEXT, data, at, end)) {
      kind = BlockKind.TEXT;
      return at + TEXT.length;
    }
    if (stands(ARGUMENTS, data, at, end)) {
      kind = BlockKind.TOOL;
      return at + ARGUMENTS.length;
    }
    if (stands(THINKING, data, at, end)) {
      kind = BlockKind.REASONING;
      return at + THINKING.length;
    }
    return -1;
  }

  private boolean text(byte[] data, int from, int end) {
    if (!string.scan(data, from, end) || !closes(data, string.end() + 1, end)) {
      return false;
    }
    text = string.text(data);
    return true;
  }

  /** Whether only the ends of the two objects follow. */
  private static boolean closes(byte[] data, int from, int end) {
    var at = from;
    for (var objects = 0; objects < 2; objects++) {
      at = blank(data, at, end);
      if (at >= end || data[at++] != '}') {
        return false;
      }
    }
    return blank(data, at, end) == end;
  }

  private static int blank(byte[] data, int from, int end) {
    var at = from;
    while (at < end && (data[at] == ' ' || data[at] == '\n' || data[at] == '\t')) {
      at++;
    }
    return at;
  }

  int index() {
    return index;
  }

  /** The kind of block that such a delta grows. */
  BlockKind kind() {
    return kind;
  }

  String text() {
    return text;
  }
}
