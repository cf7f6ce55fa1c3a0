package dev.sluice.frame;

import java.util.zip.CRC32;

/**
 * An incremental decoder of AWS event streams ({@code application/vnd.amazon.eventstream}).
 *
 * <p>A frame is: total length, headers length, CRC of these eight bytes, headers, payload, CRC of
 * all before it; integers are big-endian and the checksums CRC-32. A frame that lies within one
 * {@link #feed} is shown without a copy; otherwise it is gathered in a buffer that grows with what
 * arrives, never with what a length claims, and is let go as soon as nothing is pending. Bounds are
 * checked as soon as the prelude's checksum holds. The array that is fed is not kept after the
 * call. The first damage ends the stream.
 *
 * @see <a href="https://smithy.io/2.0/aws/amazon-eventstream.html">Amazon event stream</a>
 */
public final class EventStreamDecoder {
  public static final int HEADERS_BYTES_MAX = 131_072;
  public static final int PAYLOAD_BYTES_MAX = 25_165_824;

  static final int PRELUDE_BYTES = 12;
  static final int CRC_BYTES = 4;
  static final int FRAME_BYTES_MIN = PRELUDE_BYTES + CRC_BYTES;

  private static final int FIELDS_BYTES = 704;

  private final int frameBytesMax;
  private final EventStreamSink sink;
  private final EventStreamFrame frame = new EventStreamFrame();
  private final CRC32 crc = new CRC32();
  private final Bytes held = new Bytes(); // the frame that the last feed cut
  private long offset; // of the frame that comes next or is held
  private boolean closed;

  public EventStreamDecoder(int frameBytesMax, EventStreamSink sink) {
    if (frameBytesMax < FRAME_BYTES_MIN) {
      throw new IllegalArgumentException(
          "frameBytesMax " + frameBytesMax + " is less than " + FRAME_BYTES_MIN);
    }
    this.frameBytesMax = frameBytesMax;
    this.sink = sink;
  }

  /**
   * Decodes the next bytes of the stream.
   *
   * @return false once the stream was found damaged or ended: nothing was looked at further
   */
  public boolean feed(byte[] bytes, int from, int length) {
    var to = from + length;
    var at = from;
    if (!closed && held.length() > 0) {
      at = fill(bytes, at, to);
    }
    while (!closed && to - at >= PRELUDE_BYTES) {
      if (!isPreludeSound(bytes, at) || to - at < intAt(bytes, at)) {
        break;
      }
      var frameLength = intAt(bytes, at);
      frame(bytes, at, frameLength);
      at += frameLength;
    }
    if (!closed && at < to) {
      held.add(bytes, at, to - at);
    }
    return !closed;
  }

  /** Ends the stream; within a frame that is damage. Later calls do nothing. */
  public void end() {
    if (closed) {
      return;
    }
    if (held.length() > 0) {
      var whole = held.length() < PRELUDE_BYTES ? PRELUDE_BYTES : intAt(held.array(), 0);
      damaged(FrameDamage.TRUNCATED, whole, held.length());
    } else {
      close();
    }
  }

  /** About how many bytes of heap this decoder keeps. */
  public int retainedBytes() {
    return FIELDS_BYTES + held.capacityBytes();
  }

  /** Adds to the held frame what belongs to it, and returns the index after that. */
  private int fill(byte[] bytes, int from, int to) {
    var at = from;
    if (held.length() < PRELUDE_BYTES) {
      at += hold(bytes, at, to, PRELUDE_BYTES);
      if (held.length() < PRELUDE_BYTES || !isPreludeSound(held.array(), 0)) {
        return at;
      }
    }
    var frameLength = intAt(held.array(), 0);
    at += hold(bytes, at, to, frameLength);
    if (held.length() == frameLength) {
      frame(held.array(), 0, frameLength);
      held.release(0);
    }
    return at;
  }

  private int hold(byte[] bytes, int from, int to, int whole) {
    var count = Math.min(whole - held.length(), to - from);
    held.add(bytes, from, count);
    return count;
  }

  private boolean isPreludeSound(byte[] bytes, int at) {
    var claimed = intAt(bytes, at + 8);
    var found = crcOf(bytes, at, 8);
    if (claimed != found) {
      return damaged(FrameDamage.PRELUDE_CRC, unsigned(claimed), unsigned(found));
    }
    var length = unsigned(intAt(bytes, at));
    var headersLength = unsigned(intAt(bytes, at + 4));
    var payloadLength = length - headersLength - FRAME_BYTES_MIN;
    if (payloadLength < 0) {
      return damaged(FrameDamage.LENGTHS, length, headersLength);
    }
    if (headersLength > HEADERS_BYTES_MAX) {
      return damaged(FrameDamage.TOO_LARGE, HEADERS_BYTES_MAX, headersLength);
    }
    if (payloadLength > PAYLOAD_BYTES_MAX) {
      return damaged(FrameDamage.TOO_LARGE, PAYLOAD_BYTES_MAX, payloadLength);
    }
    if (length > frameBytesMax) {
      return damaged(FrameDamage.TOO_LARGE, frameBytesMax, length);
    }
    return true;
  }

  /** Shows a frame that is there in full, if its checksum and headers are sound. */
  private void frame(byte[] bytes, int at, int length) {
    var claimed = intAt(bytes, at + length - CRC_BYTES);
    var found = crcOf(bytes, at, length - CRC_BYTES);
    if (claimed != found) {
      damaged(FrameDamage.MESSAGE_CRC, unsigned(claimed), unsigned(found));
      return;
    }
    var headersLength = intAt(bytes, at + 4);
    var headersTo = at + PRELUDE_BYTES + headersLength;
    for (var header = at + PRELUDE_BYTES; header < headersTo; ) {
      var next = HeaderLayout.after(bytes, header, headersTo);
      if (next < 0) {
        damaged(FrameDamage.HEADERS, headersLength, header - at - PRELUDE_BYTES);
        return;
      }
      header = next;
    }
    frame.show(bytes, at, headersLength, length, offset);
    sink.frame(frame);
    frame.hide();
    offset += length;
  }

  private boolean damaged(FrameDamage damage, long expected, long found) {
    close();
    sink.damaged(damage, offset, expected, found);
    return false;
  }

  private void close() {
    closed = true;
    held.release(0);
  }

  private int crcOf(byte[] bytes, int from, int length) {
    crc.reset();
    crc.update(bytes, from, length);
    return (int) crc.getValue();
  }

  private static long unsigned(int value) {
    return Integer.toUnsignedLong(value);
  }

  private static int intAt(byte[] bytes, int at) {
    return (bytes[at] & 0xff) << 24
        | (bytes[at + 1] & 0xff) << 16
        | (bytes[at + 2] & 0xff) << 8
        | (bytes[at + 3] & 0xff);
  }
}
