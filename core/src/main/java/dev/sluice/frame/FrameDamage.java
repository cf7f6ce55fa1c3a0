package dev.sluice.frame;

/** Why an event stream cannot be read further. There is no way to find the next frame. */
public enum FrameDamage {
  /** The checksum of the first eight bytes differs: expected and found are the two checksums. */
  PRELUDE_CRC,
  /** The lengths contradict each other: expected is the total length, found that of the headers. */
  LENGTHS,
  /** A length is beyond its bound: expected is the bound, found the length. */
  TOO_LARGE,
  /** The checksum of the frame differs: expected and found are the two checksums. */
  MESSAGE_CRC,
  /** The headers do not fill their room: expected is its size, found where reading them failed. */
  HEADERS,
  /** The stream ended within a frame: expected is its length, or that of a prelude. */
  TRUNCATED
}
