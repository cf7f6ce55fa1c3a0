package dev.sluice.frame;

import java.nio.ByteBuffer;
import java.util.UUID;

/** The value of an event stream header, in one of the ten types of the format. */
public sealed interface HeaderValue {
  /** Types 0 (true) and 1 (false). */
  record Flag(boolean value) implements HeaderValue {}

  /** Type 2. */
  record Int8(byte value) implements HeaderValue {}

  /** Type 3. */
  record Int16(short value) implements HeaderValue {}

  /** Type 4. */
  record Int32(int value) implements HeaderValue {}

  /** Type 5. */
  record Int64(long value) implements HeaderValue {}

  /** Type 6: the remaining bytes of a read-only buffer of its own. */
  record Binary(ByteBuffer value) implements HeaderValue {
    public Binary {
      value = ByteBuffer.allocate(value.remaining()).put(value.duplicate()).flip();
      value = value.asReadOnlyBuffer();
    }
  }

  /** Type 7. */
  record Text(String value) implements HeaderValue {}

  /** Type 8. */
  record Timestamp(long epochMillis) implements HeaderValue {}

  /** Type 9. */
  record Uuid(UUID value) implements HeaderValue {}
}
