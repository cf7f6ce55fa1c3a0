package dev.sluice.dialect.openai;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Ids of tool calls that are too long for Chat, shortened alike for a call and its result. */
final class CallIds {

  static final int CHARS_MAX = 40;

  private static final String BASE62 =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  private static final int DERIVED_CHARS = 24;

  private CallIds() {}

  static String fit(String id) {
    if (!id.isEmpty() && id.length() <= CHARS_MAX) {
      return id;
    }
    try {
      var digest = MessageDigest.getInstance("SHA-256").digest(id.getBytes(UTF_8));
      var derived = new StringBuilder("call_");
      for (var i = 0; i < DERIVED_CHARS; i++) {
        derived.append(BASE62.charAt((digest[i] & 0xff) % BASE62.length()));
      }
      return derived.toString();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
