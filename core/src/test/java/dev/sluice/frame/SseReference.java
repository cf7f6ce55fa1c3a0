package dev.sluice.frame;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;

/**
 * The specification's algorithm said plainly over the whole input as Latin-1 text, with no bound
 * but those of names and ids; it says what {@link SseRecord} says.
 */
final class SseReference {
  private final List<String> said = new ArrayList<>();
  private final StringBuilder data = new StringBuilder();
  private String name = "";

  static List<String> of(byte[] input) {
    var text = new String(input, ISO_8859_1);
    if (text.startsWith("\u00ef\u00bb\u00bf")) {
      text = text.substring(3);
    }
    text = text.replace("\r\n", "\n").replace('\r', '\n');
    var reference = new SseReference();
    var lines = text.split("\n", -1);
    for (var i = 0; i < lines.length - 1; i++) {
      reference.line(lines[i]);
    }
    reference.end(lines[lines.length - 1]);
    return reference.said;
  }

  private void end(String rest) {
    if (!rest.isEmpty()) {
      line(rest);
    }
    if (!data.isEmpty()) {
      dispatch("unfinished ");
    }
  }

  private void line(String line) {
    if (line.isEmpty()) {
      if (!data.isEmpty()) {
        dispatch("event ");
      }
      name = "";
    } else if (line.startsWith(":")) {
      said.add("comment");
    } else {
      var colon = line.indexOf(':');
      var field = colon < 0 ? line : line.substring(0, colon);
      var value = colon < 0 ? "" : line.substring(colon + 1);
      field(line, field, value.startsWith(" ") ? value.substring(1) : value);
    }
  }

  private void field(String line, String field, String value) {
    switch (field) {
      case "data" -> data.append(value).append('\n');
      case "event" -> name = new String(value.getBytes(ISO_8859_1), UTF_8);
      case "id" -> {
        if (value.indexOf('\0') >= 0 || value.length() > SseDecoder.ID_BYTES_MAX) {
          said.add("ignored " + line);
        }
      }
      case "retry" -> {
        if (value.matches("[0-9]{1,18}")) {
          said.add("retry " + Long.parseLong(value));
        } else {
          said.add("ignored " + line);
        }
      }
      default -> said.add("ignored " + line);
    }
  }

  private void dispatch(String how) {
    data.setLength(data.length() - 1);
    said.add(how + name + "|" + data);
    data.setLength(0);
  }
}
