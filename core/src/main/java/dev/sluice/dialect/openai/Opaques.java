package dev.sluice.dialect.openai;

import org.jspecify.annotations.Nullable;

/** Names of what this protocol puts into opaque chunks beside the names of events. */
final class Opaques {

  /** An element of a content list whose type the model has no word for. */
  static final String CONTENT_PART = "content_part";

  private static final int NAME_CHARS_MAX = 64;

  private Opaques() {}

  /** The name if it can stand in an event line, else null: the event goes without it. */
  static @Nullable String eventName(String name) {
    if (name.isEmpty() || name.length() > NAME_CHARS_MAX) {
      return null;
    }
    for (var i = 0; i < name.length(); i++) {
      var c = name.charAt(i);
      var letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
      if (!letter && c != '.' && c != '_' && c != '-') {
        return null;
      }
    }
    return name;
  }
}
