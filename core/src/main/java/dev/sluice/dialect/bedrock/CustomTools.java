package dev.sluice.dialect.bedrock;

import dev.sluice.json.JsonWriter;
import java.nio.charset.StandardCharsets;

/** Tools that take free text, as Converse can carry them: an object with one string. */
final class CustomTools {

  static final String SCHEMA =
      "{\"type\":\"object\",\"properties\":{\"input\":{\"type\":\"string\"}},"
          + "\"required\":[\"input\"]}";

  private CustomTools() {}

  /** A fragment of free text as a fragment of that object; its end is {@code "}}. */
  static String fragment(String text, boolean first) {
    var quoted = new String(quote(text), StandardCharsets.UTF_8);
    var inner = quoted.substring(1, quoted.length() - 1);
    return first ? "{\"input\":\"" + inner : inner;
  }

  private static byte[] quote(String text) {
    return new JsonWriter(text.length() + 16).text(text).toByteArray();
  }
}
