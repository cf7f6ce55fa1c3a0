package dev.sluice.gateway.http;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Collects a request's body: grows with what comes, not with what is declared, within the bound of
 * one body and of all bodies together. Holds its room until {@link #release}.
 */
final class BodyBuffer {
  private static final byte[] NONE = new byte[0];
  private static final int FIRST_BYTES = 4 << 10;

  private final Load load;
  private final int bytesMax;
  private final long declaredBytes;
  private byte[] bytes = NONE;
  private int length;
  private int reserved;

  /**
   * @param declaredBytes the content-length; -1 if there is none
   */
  BodyBuffer(Load load, int bytesMax, long declaredBytes) {
    this.load = load;
    this.bytesMax = bytesMax;
    this.declaredBytes = declaredBytes;
  }

  /**
   * Appends what is readable; returns a refusal if it does not fit. Does not release the buffer.
   */
  @Nullable Refusal add(ByteBuf piece, String rawPath) {
    var more = piece.readableBytes();
    if (more > bytesMax - length) {
      return Refusal.tooLarge(bytesMax, rawPath);
    }
    if (more > bytes.length - length && !grow(length + more)) {
      return Refusal.overloaded("too many request bodies at once", rawPath);
    }
    piece.readBytes(bytes, length, more);
    length += more;
    return null;
  }

  int length() {
    return length;
  }

  /** The body; the caller's own. */
  byte[] take() {
    var taken = length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
    bytes = NONE;
    return taken;
  }

  /** Gives the room back; idempotent. */
  void release() {
    if (reserved > 0) {
      load.release(reserved);
      reserved = 0;
    }
    bytes = NONE;
  }

  private boolean grow(int least) {
    var size = Math.min(bytesMax, Math.max(FIRST_BYTES, Math.max(least, bytes.length * 2L)));
    if (declaredBytes >= least) {
      size = Math.min(size, declaredBytes);
    }
    if (!load.reserve(size - reserved)) {
      return false;
    }
    reserved = (int) size;
    bytes = Arrays.copyOf(bytes, (int) size);
    return true;
  }
}
