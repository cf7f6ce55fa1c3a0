package dev.sluice.dialect.anthropic;

import dev.sluice.dialect.Sha256;

/** What ids and names may look like, and how a foreign id becomes a legal one. */
final class Names {

  static final int TOOL_NAME_CHARS_MAX = 128;
  private static final int TOOL_NAME_KEPT_CHARS = 55;
  private static final int TOOL_NAME_HASH_CHARS = 8;
  private static final int EVENT_NAME_CHARS_MAX = 64;
  private static final int ID_CHARS = 24;

  private Names() {}

  static boolean isToolName(String name) {
    return !name.isEmpty() && name.length() <= TOOL_NAME_CHARS_MAX && isWord(name);
  }

  /** The name itself where it is legal; else one that follows from it, for calls of the past. */
  static String toolName(String name) {
    if (isToolName(name)) {
      return name;
    }
    var legal = new StringBuilder(TOOL_NAME_KEPT_CHARS + 1 + TOOL_NAME_HASH_CHARS);
    for (var i = 0; i < name.length() && i < TOOL_NAME_KEPT_CHARS; i++) {
      var c = name.substring(i, i + 1);
      legal.append(isWord(c) ? c : "_");
    }
    return legal.append('_').append(Sha256.base62(name, TOOL_NAME_HASH_CHARS)).toString();
  }

  /** Whether a name can stand on an {@code event} line. */
  static boolean isToken(String name) {
    return !name.isEmpty() && name.length() <= EVENT_NAME_CHARS_MAX && isWord(name);
  }

  /**
   * The id itself where it is legal; else one that follows from it alone, so that a call and its
   * result get the same one without a table.
   */
  static String toolId(String id) {
    return !id.isEmpty() && isWord(id) ? id : "toolu_" + Sha256.base62(id, ID_CHARS);
  }

  private static boolean isWord(String text) {
    for (var i = 0; i < text.length(); i++) {
      var c = text.charAt(i);
      var legal =
          (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || (c >= '0' && c <= '9')
              || c == '_'
              || c == '-';
      if (!legal) {
        return false;
      }
    }
    return true;
  }
}
