package dev.sluice.gateway.admit;

import java.util.HexFormat;

/**
 * A key that clients may use: only its hash is known here.
 *
 * @param name the principal
 * @param sha256 of the key's UTF-8 bytes, 64 hexadecimal digits
 */
public record ApiKey(String name, String sha256) {
  public ApiKey {
    if (sha256.length() != 64) {
      throw new IllegalArgumentException("sha256 of key " + name + " is not 64 hexadecimal digits");
    }
    var _ = HexFormat.of().parseHex(sha256);
  }

  byte[] hash() {
    return HexFormat.of().parseHex(sha256);
  }
}
