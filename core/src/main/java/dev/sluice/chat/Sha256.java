package dev.sluice.chat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Hashes from which a legal id or name is made for an illegal one: a function of the text alone, so
 * that a call and its result get the same one without a table.
 */
public final class Sha256 {

  private static final String BASE62 =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

  private Sha256() {}

  /** The 32 bytes of the hash of the text in UTF-8. */
  public static byte[] of(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** The hash of the text as letters and digits, one for each of its first bytes; at most 32. */
  public static String base62(String text, int chars) {
    var hash = of(text);
    var word = new StringBuilder(chars);
    for (var i = 0; i < chars; i++) {
      word.append(BASE62.charAt((hash[i] & 0xff) % BASE62.length()));
    }
    return word.toString();
  }
}
