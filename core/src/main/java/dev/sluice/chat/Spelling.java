package dev.sluice.chat;

import java.util.HexFormat;

/**
 * How a target wants the ids of calls or the names of tools spelt: letters and digits of ASCII and
 * some other signs, within bounds of length. What it would refuse is replaced by a function of
 * itself, so that a call and its result still match, turn after turn, and no table is kept. Source:
 * protocol reference, §11.4.
 *
 * @param signs what is taken beside letters and digits
 * @param charsMin least length
 * @param charsMax greatest length
 */
public record Spelling(String signs, int charsMin, int charsMax) {

  private static final String ID_PREFIX = "call_";
  private static final int ID_HASH_CHARS = 24;
  private static final int NAME_KEPT_CHARS = 55;
  private static final int NAME_HASH_BYTES = 4;

  /** Whether the target takes the text as it is. */
  public boolean admits(String text) {
    if (text.length() < charsMin || text.length() > charsMax) {
      return false;
    }
    for (var i = 0; i < text.length(); i++) {
      if (!admits(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private boolean admits(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || signs.indexOf(c) >= 0;
  }

  /** The id itself where it is legal, else a legal one that follows from it alone. */
  public String id(String id) {
    return admits(id) ? id : derivedId(id);
  }

  /** A legal id that follows from the text and is not the text. */
  String derivedId(String text) {
    return charsMax < ID_PREFIX.length() + ID_HASH_CHARS
        ? Sha256.base62(text, charsMax)
        : ID_PREFIX + Sha256.base62(text, ID_HASH_CHARS);
  }

  /**
   * The name itself where it is legal, else one that still can be read: its first characters, and a
   * hash of all of it.
   */
  public String name(String name) {
    return admits(name) ? name : derivedName(name);
  }

  private String derivedName(String name) {
    var legal = new StringBuilder(NAME_KEPT_CHARS + 1 + 2 * NAME_HASH_BYTES);
    for (var i = 0; i < name.length() && i < NAME_KEPT_CHARS; i++) {
      var c = name.charAt(i);
      legal.append(admits(c) ? c : '_');
    }
    var hash = HexFormat.of().formatHex(Sha256.of(name), 0, NAME_HASH_BYTES);
    return legal.append('_').append(hash).toString();
  }
}
