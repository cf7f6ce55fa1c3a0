package dev.sluice.dialect.bedrock;

import dev.sluice.frame.Bytes;
import dev.sluice.frame.EventStreamEncoder;
import dev.sluice.frame.Header;
import dev.sluice.frame.HeaderBlock;
import dev.sluice.json.JsonWriter;
import java.util.List;

/** Writes the frames of ConverseStream: one JSON payload each, with the headers of its event. */
final class StreamFrames {

  static final HeaderBlock MESSAGE_START = event("messageStart");
  static final HeaderBlock BLOCK_START = event("contentBlockStart");
  static final HeaderBlock BLOCK_DELTA = event("contentBlockDelta");
  static final HeaderBlock BLOCK_STOP = event("contentBlockStop");
  static final HeaderBlock MESSAGE_STOP = event("messageStop");
  static final HeaderBlock METADATA = event("metadata");
  static final HeaderBlock STREAM_ERROR =
      HeaderBlock.of(
          List.of(
              Header.text(":exception-type", "modelStreamErrorException"),
              Header.text(":content-type", "application/json"),
              Header.text(":message-type", "exception")));

  private static final int TYPE_CHARS_MAX = 255;

  private final EventStreamEncoder frames = new EventStreamEncoder();
  private final JsonWriter writer = new JsonWriter(256);

  static HeaderBlock event(String type) {
    var name = type.length() > TYPE_CHARS_MAX ? type.substring(0, TYPE_CHARS_MAX) : type;
    return HeaderBlock.of(
        List.of(
            Header.text(":event-type", name),
            Header.text(":content-type", "application/json"),
            Header.text(":message-type", "event")));
  }

  /** The writer of the next payload, empty. */
  JsonWriter payload() {
    return writer.clear();
  }

  /** The same writer, with what was written so far. */
  JsonWriter endOfPayload() {
    return writer;
  }

  /** Appends a frame with what was written to {@link #payload()}. */
  void write(HeaderBlock headers, Bytes out) {
    frames.begin(out, headers);
    out.add(writer.array(), 0, writer.length());
    frames.end(out);
  }
}
