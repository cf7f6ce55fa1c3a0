package dev.sluice.frame;

import java.util.zip.CRC32;

/**
 * Writes frames of an AWS event stream in place: {@code begin}, then the caller appends the payload
 * to the same bytes, then {@code end}. One frame is open at a time.
 */
public final class EventStreamEncoder {
  private static final int NOT_BEGUN = -1;

  private final CRC32 crc = new CRC32();
  private int start = NOT_BEGUN;
  private int payloadStart;

  /** Writes a frame up to where its payload starts; the lengths are filled in at the end. */
  public void begin(Bytes out, HeaderBlock headers) {
    if (start != NOT_BEGUN) {
      throw new IllegalStateException("the frame that began at " + start + " has not ended");
    }
    start = out.length();
    out.addInt(0);
    out.addInt(headers.bytes.length);
    out.addInt(0);
    out.add(headers.bytes);
    payloadStart = out.length();
  }

  /**
   * Ends the frame with its lengths and checksums.
   *
   * @throws IllegalStateException if none began, or its payload is beyond the bound of the format
   */
  public void end(Bytes out) {
    var frame = start;
    start = NOT_BEGUN;
    var payloadLength = out.length() - payloadStart;
    if (frame == NOT_BEGUN
        || payloadLength < 0
        || payloadLength > EventStreamDecoder.PAYLOAD_BYTES_MAX) {
      throw new IllegalStateException(
          "frame begun at " + frame + " cannot end with a payload of " + payloadLength + " bytes");
    }
    out.setInt(frame, out.length() - frame + EventStreamDecoder.CRC_BYTES);
    out.setInt(frame + 8, crcOf(out, frame, 8));
    out.addInt(crcOf(out, frame, out.length() - frame));
  }

  private int crcOf(Bytes out, int from, int length) {
    crc.reset();
    crc.update(out.array(), from, length);
    return (int) crc.getValue();
  }
}
