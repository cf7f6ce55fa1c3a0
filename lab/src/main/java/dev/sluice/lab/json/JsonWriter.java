package dev.sluice.lab.json;

/** Writes compact JSON. Lone surrogates come out as escapes, so the text is always valid UTF-8. */
final class JsonWriter {
  private static final String HEX = "0123456789abcdef";

  private JsonWriter() {}

  static String write(Json value) {
    var out = new StringBuilder(128);
    write(value, out);
    return out.toString();
  }

  private static void write(Json value, StringBuilder out) {
    switch (value) {
      case Json.Obj obj -> {
        out.append('{');
        var first = true;
        for (var member : obj.members().entrySet()) {
          if (!first) {
            out.append(',');
          }
          first = false;
          quote(member.getKey(), out);
          out.append(':');
          write(member.getValue(), out);
        }
        out.append('}');
      }
      case Json.Arr arr -> {
        out.append('[');
        for (var i = 0; i < arr.items().size(); i++) {
          if (i > 0) {
            out.append(',');
          }
          write(arr.items().get(i), out);
        }
        out.append(']');
      }
      case Json.Str str -> quote(str.text(), out);
      case Json.Num num -> out.append(num.digits());
      case Json.Bool bool -> out.append(bool.value());
      case Json.Nul ignored -> out.append("null");
    }
  }

  private static void quote(String text, StringBuilder out) {
    out.append('"');
    for (var i = 0; i < text.length(); i++) {
      var c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> {
          if (c < 0x20 || (Character.isSurrogate(c) && !paired(text, i))) {
            unicode(c, out);
          } else {
            out.append(c);
          }
        }
      }
    }
    out.append('"');
  }

  private static boolean paired(String text, int index) {
    var c = text.charAt(index);
    return Character.isHighSurrogate(c)
        ? index + 1 < text.length() && Character.isLowSurrogate(text.charAt(index + 1))
        : index > 0 && Character.isHighSurrogate(text.charAt(index - 1));
  }

  private static void unicode(char c, StringBuilder out) {
    out.append("\\u");
    for (var shift = 12; shift >= 0; shift -= 4) {
      out.append(HEX.charAt((c >> shift) & 15));
    }
  }
}
