package dev.sluice.gateway.generate;

import java.io.ByteArrayOutputStream;

/** The beginning of a provider's error body. */
final class ErrorBody {

  static final int BYTES_MAX = 64 << 10;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(0);

  void add(byte[] more, int offset, int length) {
    bytes.write(more, offset, Math.min(length, BYTES_MAX - bytes.size()));
  }

  boolean full() {
    return bytes.size() >= BYTES_MAX;
  }

  byte[] bytes() {
    return bytes.toByteArray();
  }
}
