package dev.sluice.frame;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A view of one frame in the buffer of whoever read it; valid only during {@link
 * EventStreamSink#frame}, and then used again for the next frame. Its headers are well-formed.
 */
public final class EventStreamFrame {
  private static final byte[] NONE = new byte[0];

  /* The few texts that all frames of a stream repeat are decoded once. */
  private static final int TEXTS = 4;
  private static final int TEXT_BYTES_MAX = 32;

  private final String[] texts = {"", "", "", ""};
  private byte[] array = NONE;
  private long offset;
  private int headersFrom;
  private int headersTo;
  private int payloadTo;

  EventStreamFrame() {}

  void show(byte[] bytes, int at, int headersLength, int length, long streamOffset) {
    array = bytes;
    offset = streamOffset;
    headersFrom = at + EventStreamDecoder.PRELUDE_BYTES;
    headersTo = headersFrom + headersLength;
    payloadTo = at + length - EventStreamDecoder.CRC_BYTES;
  }

  void hide() {
    array = NONE;
    headersFrom = 0;
    headersTo = 0;
    payloadTo = 0;
  }

  /** The offset of this frame in the stream. */
  public long offset() {
    return offset;
  }

  /**
   * The text of the first header with this ASCII name, or null if there is none or it is not of
   * type text.
   */
  public @Nullable String header(String name) {
    for (var at = headersFrom; at < headersTo; at = HeaderLayout.after(array, at, headersTo)) {
      if (HeaderLayout.hasName(array, at, name)) {
        var type = HeaderLayout.typeAt(array, at);
        return array[type] == HeaderLayout.TYPE_TEXT
            ? text(type + 3, HeaderLayout.shortAt(array, type + 1))
            : null;
      }
    }
    return null;
  }

  /** All headers in order, as they are: a name may occur twice. */
  public List<Header> headers() {
    var headers = new ArrayList<Header>();
    for (var at = headersFrom; at < headersTo; at = HeaderLayout.after(array, at, headersTo)) {
      headers.add(HeaderLayout.read(array, at));
    }
    return List.copyOf(headers);
  }

  /** The array in which the payload lies; not a copy. */
  public byte[] array() {
    return array;
  }

  public int payloadOffset() {
    return headersTo;
  }

  public int payloadLength() {
    return payloadTo - headersTo;
  }

  private String text(int at, int length) {
    if (length == 0 || length > TEXT_BYTES_MAX) {
      return new String(array, at, length, UTF_8);
    }
    var index = (length + array[at + length - 1]) & (TEXTS - 1);
    if (!isAscii(texts[index], at, length)) {
      var text = new String(array, at, length, UTF_8);
      if (!isAscii(text, at, length)) {
        return text;
      }
      texts[index] = text;
    }
    return texts[index];
  }

  private boolean isAscii(String text, int at, int length) {
    if (text.length() != length) {
      return false;
    }
    for (var i = 0; i < length; i++) {
      if (array[at + i] != text.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}
