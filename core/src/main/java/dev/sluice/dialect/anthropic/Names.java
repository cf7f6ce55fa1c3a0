package dev.sluice.dialect.anthropic;

import dev.sluice.chat.Spelling;

/** What ids and names may look like. */
final class Names {

  /** Tool names. */
  static final Spelling TOOLS = new Spelling("_-", 1, 128);

  /** Ids of calls, for whose length there is no bound. */
  static final Spelling IDS = new Spelling("_-", 1, Integer.MAX_VALUE);

  private static final int EVENT_NAME_CHARS_MAX = 64;

  private Names() {}

  /** Whether a name can stand on an {@code event} line. */
  static boolean isToken(String name) {
    return !name.isEmpty() && name.length() <= EVENT_NAME_CHARS_MAX && isWord(name);
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
