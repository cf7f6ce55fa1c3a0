package dev.sluice.frame;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/**
 * An incremental decoder of server-sent events.
 *
 * <p>The bytes may be cut anywhere; the same bytes give the same calls of the sink, however they
 * are cut. Data that lies on one line within one {@link #feed} is handed on without a copy;
 * otherwise it is gathered in buffers that grow with what arrives, up to the bound, and are let go
 * as soon as nothing is pending. The array that is fed is not kept after the call.
 *
 * <p>Departures from the specification, all of them bounds: a line together with the data of its
 * event must fit in {@code eventBytesMax}, a name in {@link #NAME_BYTES_MAX}; an id longer than
 * {@link #ID_BYTES_MAX} is ignored. An unfinished event at the end is shown as such, not dropped.
 *
 * @see <a
 *     href="https://html.spec.whatwg.org/multipage/server-sent-events.html#parsing-an-event-stream">
 *     Parsing an event stream</a>
 */
public final class SseDecoder {
  public static final int NAME_BYTES_MAX = 128;
  public static final int ID_BYTES_MAX = 64;

  private static final byte[] NONE = new byte[0];
  private static final int FIELDS_BYTES = 320;

  private final int eventBytesMax;
  private final SseSink sink;

  private final Bytes line = new Bytes(); // the line that the last feed cut
  private final Bytes data = new Bytes(); // the event's data, unless it is still one slice
  private byte[] slice = NONE;
  private int sliceOffset;
  private int sliceLength;
  private boolean sliced; // the event's data is one line that is not copied yet

  private String name = "";
  private byte[] knownName = NONE; // the last name that was decoded, so that it is decoded once
  private String knownNameText = "";
  private String id = "";
  private String lastEventId = "";

  private long offset; // of the first byte of the current feed
  private long lineOffset;
  private long eventOffset;
  private int dataLines;
  private int dataBytes;
  private boolean fields; // since the last blank line
  private boolean firstLine = true;
  private boolean afterCr;
  private boolean closed;

  public SseDecoder(int eventBytesMax, SseSink sink) {
    if (eventBytesMax < 1) {
      throw new IllegalArgumentException("eventBytesMax " + eventBytesMax + " is less than 1");
    }
    this.eventBytesMax = eventBytesMax;
    this.sink = sink;
  }

  /**
   * Decodes the next bytes of the stream.
   *
   * @return false once a bound was passed or the stream ended: the bytes were not looked at further
   */
  public boolean feed(byte[] bytes, int from, int length) {
    var to = from + length;
    var start = from;
    if (afterCr && length > 0) {
      afterCr = false;
      if (bytes[from] == '\n') {
        start++;
        lineOffset++;
      }
    }
    for (var at = SseLine.end(bytes, start, to);
        at < to && !closed;
        at = SseLine.end(bytes, start, to)) {
      lineEnds(bytes, start, at);
      start = at + 1;
      if (bytes[at] == '\r') {
        if (start == to) {
          afterCr = true;
        } else if (bytes[start] == '\n') {
          start++;
        }
      }
      lineOffset = offset + (start - from);
    }
    if (!closed) {
      keep(bytes, start, to);
    }
    offset += length;
    return !closed;
  }

  /** Ends the stream: a pending event is shown as unfinished. Later calls do nothing. */
  public void end() {
    if (closed) {
      return;
    }
    if (line.length() > 0) {
      line(line.array(), 0, line.length());
    }
    if (!closed && dataLines > 0) {
      if (sliced) {
        sink.unfinished(name, slice, sliceOffset, sliceLength);
      } else {
        sink.unfinished(name, data.array(), 0, data.length());
      }
    }
    close();
  }

  /** The offset in the stream of the first field of the current event, for use by the sink. */
  public long eventOffset() {
    return eventOffset;
  }

  /** The last event id as of the current event, {@code ""} when none was set. */
  public String lastEventId() {
    return lastEventId;
  }

  /** About how many bytes of heap this decoder keeps. */
  public int retainedBytes() {
    return FIELDS_BYTES
        + line.capacityBytes()
        + data.capacityBytes()
        + knownName.length
        + 2 * (knownNameText.length() + id.length() + lastEventId.length());
  }

  private void lineEnds(byte[] bytes, int from, int to) {
    if (line.length() == 0) {
      line(bytes, from, to);
      return;
    }
    if (to - from > eventBytesMax - dataBytes - line.length()) {
      overflow(lineOffset + eventBytesMax - dataBytes, eventBytesMax);
      return;
    }
    line.add(bytes, from, to - from);
    var length = line.length();
    line.clear(); // the array stays as it is until the feed ends
    line(line.array(), 0, length);
  }

  /** Saves what is still open when a feed ends, or lets the buffers go. */
  private void keep(byte[] bytes, int from, int to) {
    copySlice();
    if (to - from > eventBytesMax - dataBytes - line.length()) {
      overflow(lineOffset + eventBytesMax - dataBytes, eventBytesMax);
      return;
    }
    if (from < to) {
      line.add(bytes, from, to - from);
    } else if (line.length() == 0) {
      line.release(0);
    }
    if (dataLines == 0) {
      data.release(0);
    }
  }

  private void line(byte[] bytes, int lineFrom, int to) {
    var from = lineFrom;
    if (to - from > eventBytesMax - dataBytes) {
      overflow(lineOffset + eventBytesMax - dataBytes, eventBytesMax);
      return;
    }
    if (firstLine) {
      firstLine = false;
      from += SseLine.bomLength(bytes, from, to);
    }
    if (from == to) {
      blank();
      return;
    }
    if (bytes[from] == ':') {
      sink.comment();
      return;
    }
    if (!fields) {
      fields = true;
      eventOffset = lineOffset + (from - lineFrom);
    }
    field(bytes, from, to);
  }

  private void field(byte[] bytes, int from, int to) {
    var nameTo = SseLine.nameEnd(bytes, from, to);
    var value = SseLine.valueStart(bytes, nameTo, to);
    var taken =
        switch (SseLine.field(bytes, from, nameTo)) {
          case DATA -> data(bytes, value, to - value);
          case EVENT -> name(bytes, value, to);
          case ID -> id(bytes, value, to);
          case RETRY -> retry(bytes, value, to);
          case OTHER -> false;
        };
    if (!taken) {
      sink.ignored(bytes, from, to - from);
    }
  }

  private boolean data(byte[] bytes, int from, int length) {
    if (dataLines == 0) {
      slice = bytes;
      sliced = true;
      sliceOffset = from;
      sliceLength = length;
      dataBytes = length;
    } else {
      copySlice();
      data.add((byte) '\n');
      data.add(bytes, from, length);
      dataBytes = data.length();
    }
    dataLines++;
    return true;
  }

  private void copySlice() {
    if (sliced) {
      data.add(slice, sliceOffset, sliceLength);
      dropSlice();
    }
  }

  private void dropSlice() {
    slice = NONE;
    sliced = false;
  }

  private boolean name(byte[] bytes, int from, int to) {
    if (to - from > NAME_BYTES_MAX) {
      overflow(lineOffset + NAME_BYTES_MAX, NAME_BYTES_MAX);
      return true;
    }
    if (!Arrays.equals(bytes, from, to, knownName, 0, knownName.length)) {
      knownName = Arrays.copyOfRange(bytes, from, to);
      knownNameText = new String(knownName, UTF_8);
    }
    name = knownNameText;
    return true;
  }

  private boolean id(byte[] bytes, int from, int to) {
    if (to - from > ID_BYTES_MAX || SseLine.hasNul(bytes, from, to)) {
      return false;
    }
    id = new String(bytes, from, to - from, UTF_8);
    return true;
  }

  private boolean retry(byte[] bytes, int from, int to) {
    var millis = SseLine.number(bytes, from, to);
    if (millis < 0) {
      return false;
    }
    sink.retry(millis);
    return true;
  }

  private void blank() {
    lastEventId = id;
    if (dataLines > 0) {
      if (sliced) {
        sink.event(name, slice, sliceOffset, sliceLength);
        dropSlice();
      } else {
        sink.event(name, data.array(), 0, data.length());
      }
      data.clear();
      dataLines = 0;
      dataBytes = 0;
    }
    name = "";
    fields = false;
  }

  private void overflow(long at, int bound) {
    close();
    sink.overflow(at, bound);
  }

  private void close() {
    closed = true;
    dropSlice();
    line.release(0);
    data.release(0);
  }
}
