package dev.sluice.frame;

import java.util.Objects;

/**
 * A growable run of bytes that writers append to and whose owner hands out as array and length.
 *
 * <p>The array is shared, not copied: it is valid until the next call that may grow, clear or
 * release it. It grows by doubling with what is written and never shrinks but by {@link #release};
 * how much may be written is bounded by whoever writes. Integers are big-endian.
 */
public final class Bytes {
  private static final byte[] NONE = new byte[0];
  private static final int FIRST_BYTES = 256;
  private static final int ARRAY_BYTES_MAX = Integer.MAX_VALUE - 8;

  private byte[] array;
  private int length;

  public Bytes() {
    this.array = NONE;
  }

  public Bytes(int capacityBytes) {
    this.array = capacityBytes == 0 ? NONE : new byte[capacityBytes];
  }

  /** The bytes written, from 0 to {@link #length()}; not a copy. */
  public byte[] array() {
    return array;
  }

  public int length() {
    return length;
  }

  /** How many bytes this object keeps allocated. */
  public int capacityBytes() {
    return array.length;
  }

  /** Forgets the bytes and keeps the array. */
  public void clear() {
    length = 0;
  }

  /** Forgets the bytes, and the array as well when it is larger than the bound. */
  public void release(int keepBytesMax) {
    length = 0;
    if (array.length > keepBytesMax) {
      array = NONE;
    }
  }

  /** Drops the bytes after the first {@code newLength}. */
  public void truncate(int newLength) {
    Objects.checkIndex(newLength, length + 1);
    length = newLength;
  }

  /** Makes room for {@code more} bytes after those written; {@link #array()} may change. */
  public void ensure(int more) {
    if (more > array.length - length) {
      grow(more);
    }
  }

  /** Counts {@code count} bytes as written that the caller has put into {@link #array()}. */
  public void advance(int count) {
    Objects.checkFromIndexSize(length, count, array.length);
    length += count;
  }

  public void add(byte value) {
    if (length == array.length) {
      grow(1);
    }
    array[length++] = value;
  }

  public void add(byte[] bytes) {
    add(bytes, 0, bytes.length);
  }

  public void add(byte[] bytes, int offset, int count) {
    ensure(count);
    System.arraycopy(bytes, offset, array, length, count);
    length += count;
  }

  /**
   * Appends one byte for each character.
   *
   * @throws IllegalArgumentException if a character is not ASCII; nothing is appended then
   */
  public void addAscii(String text) {
    var count = text.length();
    ensure(count);
    var seen = 0;
    for (int i = 0, at = length; i < count; i++, at++) {
      var c = text.charAt(i);
      seen |= c;
      array[at] = (byte) c;
    }
    if (seen > 0x7f) {
      throw new IllegalArgumentException("text of " + count + " characters is not ASCII");
    }
    length += count;
  }

  public void addShort(int value) {
    ensure(2);
    array[length] = (byte) (value >>> 8);
    array[length + 1] = (byte) value;
    length += 2;
  }

  public void addInt(int value) {
    ensure(4);
    length += 4;
    setInt(length - 4, value);
  }

  public void addLong(long value) {
    addInt((int) (value >>> 32));
    addInt((int) value);
  }

  /** Appends the decimal digits of a number. */
  public void addDecimal(long value) {
    if (value < 0) {
      addAscii(Long.toString(value));
      return;
    }
    var digits = 1;
    for (var rest = value; rest >= 10; rest /= 10) {
      digits++;
    }
    ensure(digits);
    var rest = value;
    for (var at = length + digits - 1; at >= length; at--) {
      array[at] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    length += digits;
  }

  /** Overwrites the four bytes at {@code at}, which were written before. */
  public void setInt(int at, int value) {
    Objects.checkFromIndexSize(at, 4, length);
    array[at] = (byte) (value >>> 24);
    array[at + 1] = (byte) (value >>> 16);
    array[at + 2] = (byte) (value >>> 8);
    array[at + 3] = (byte) value;
  }

  /** A copy of the bytes written. */
  public byte[] toByteArray() {
    var copy = new byte[length];
    System.arraycopy(array, 0, copy, 0, length);
    return copy;
  }

  private void grow(int more) {
    if (more < 0 || more > ARRAY_BYTES_MAX - length) {
      throw new IllegalStateException("cannot hold " + length + " and " + more + " more bytes");
    }
    var doubled = Math.min((long) array.length * 2, ARRAY_BYTES_MAX);
    var larger = new byte[(int) Math.max(doubled, Math.max(length + more, FIRST_BYTES))];
    System.arraycopy(array, 0, larger, 0, length);
    array = larger;
  }
}
