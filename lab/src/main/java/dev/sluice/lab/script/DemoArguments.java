package dev.sluice.lab.script;

import dev.sluice.lab.ask.Tool;
import dev.sluice.lab.json.Json;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Optional;

/** Arguments for a tool that its schema allows, with words of the question where they fit. */
final class DemoArguments {
  private DemoArguments() {}

  static Json of(Tool tool, String question) {
    var members = new LinkedHashMap<>(SchemaValues.valueFor(tool.schema(), 0).members());
    var properties = tool.schema().get("properties");
    members.replaceAll((name, value) ->
        free(properties.get(name)) ? word(name, question).map(Json::of).orElse(value) : value);
    return new Json.Obj(members);
  }

  private static boolean free(Json schema) {
    return schema.get("type").text().equals("string")
        && !schema.has("enum")
        && !schema.has("const")
        && !schema.has("format")
        && !schema.has("pattern")
        && !schema.has("maxLength")
        && !schema.has("minLength");
  }

  private static Optional<String> word(String name, String question) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "city", "location", "place", "country", "town" -> capital(question);
      case "query", "q", "question", "search", "text", "input", "prompt" ->
          question.isBlank() ? Optional.empty() : Optional.of(question.strip());
      default -> Optional.empty();
    };
  }

  // the last word with a capital that does not begin the question
  private static Optional<String> capital(String question) {
    var words = question.strip().split("[^\\p{L}-]+", -1);
    for (var i = words.length - 1; i > 0; i--) {
      if (words[i].length() > 1 && Character.isUpperCase(words[i].charAt(0))) {
        return Optional.of(words[i]);
      }
    }
    return Optional.empty();
  }
}
