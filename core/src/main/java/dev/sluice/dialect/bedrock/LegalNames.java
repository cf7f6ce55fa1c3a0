package dev.sluice.dialect.bedrock;

import dev.sluice.dialect.Sha256;
import java.math.BigInteger;
import java.util.HexFormat;

/**
 * Tool names and call ids that Converse takes. What it would reject is replaced by a function of
 * itself, so that a call and its result still match and no table is needed. Source: protocol
 * reference, §11.4.
 */
final class LegalNames {

  private static final int CHARS_MAX = 64;
  private static final int NAME_KEPT = 55;
  private static final int HASH_CHARS = 8;
  private static final String BASE62 =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

  private LegalNames() {}

  static boolean isName(String name) {
    return isLegal(name, "_-");
  }

  /** The name of a tool that an earlier turn called. */
  static String name(String name) {
    if (isName(name)) {
      return name;
    }
    var legal = new StringBuilder();
    for (var i = 0; i < Math.min(name.length(), NAME_KEPT); i++) {
      var c = name.charAt(i);
      legal.append(isLegal(c, "_-") ? c : '_');
    }
    var hash = HexFormat.of().formatHex(Sha256.of(name)).substring(0, HASH_CHARS);
    return legal.append('_').append(hash).toString();
  }

  static String callId(String id) {
    return isLegal(id, "_.:-") ? id : "call_" + base62(Sha256.of(id));
  }

  private static boolean isLegal(String text, String others) {
    if (text.isEmpty() || text.length() > CHARS_MAX) {
      return false;
    }
    for (var i = 0; i < text.length(); i++) {
      if (!isLegal(text.charAt(i), others)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isLegal(char c, String others) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || others.indexOf(c) >= 0;
  }

  private static String base62(byte[] bytes) {
    var text = new StringBuilder();
    var base = BigInteger.valueOf(BASE62.length());
    for (var rest = new BigInteger(1, bytes); rest.signum() > 0; rest = rest.divide(base)) {
      text.append(BASE62.charAt(rest.mod(base).intValue()));
    }
    return text.toString();
  }
}
