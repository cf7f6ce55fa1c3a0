package dev.sluice.dialect.openai;

import dev.sluice.dialect.Sha256;

/** Ids of tool calls that are too long for Chat, shortened alike for a call and its result. */
final class CallIds {

  static final int CHARS_MAX = 40;

  private static final int DERIVED_CHARS = 24;

  private CallIds() {}

  static String fit(String id) {
    return !id.isEmpty() && id.length() <= CHARS_MAX
        ? id
        : "call_" + Sha256.base62(id, DERIVED_CHARS);
  }
}
