package dev.sluice.dialect;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.chat.Spelling;
import dev.sluice.json.Json;
import dev.sluice.json.MalformedJson;
import java.util.Map;

/** Renames properties, in a JSON Schema and in values that follow it. */
final class SchemaKeys {

  private SchemaKeys() {}

  /**
   * The schema with legal names of properties, at every depth.
   *
   * @param clientNames takes the old name of each new one
   */
  static Json renamed(Json schema, Spelling spelling, Map<String, String> clientNames) {
    if (!(schema instanceof Json.Obj object)) {
      return schema;
    }
    var renamed = Json.Obj.of();
    for (var member : object.members().entrySet()) {
      var value = member.getValue();
      renamed.put(
          member.getKey(),
          switch (member.getKey()) {
            case "properties" -> properties(value, spelling, clientNames);
            case "required" -> required(value, spelling);
            case "$defs", "definitions" -> each(value, spelling, clientNames);
            case "items",
                "additionalProperties",
                "not",
                "if",
                "then",
                "else",
                "anyOf",
                "oneOf",
                "allOf",
                "prefixItems" ->
                nested(value, spelling, clientNames);
            default -> value;
          });
    }
    return renamed;
  }

  private static Json properties(Json json, Spelling spelling, Map<String, String> clientNames) {
    if (!(json instanceof Json.Obj properties)) {
      return json;
    }
    var renamed = Json.Obj.of();
    for (var property : properties.members().entrySet()) {
      var name = spelling.name(property.getKey());
      if (!name.equals(property.getKey())) {
        clientNames.put(name, property.getKey());
      }
      renamed.put(name, renamed(property.getValue(), spelling, clientNames));
    }
    return renamed;
  }

  private static Json required(Json json, Spelling spelling) {
    if (!(json instanceof Json.Arr names)) {
      return json;
    }
    var renamed = Json.Arr.of();
    for (var name : names.elements()) {
      renamed.add(
          name instanceof Json.Text text ? new Json.Text(spelling.name(text.value())) : name);
    }
    return renamed;
  }

  private static Json each(Json json, Spelling spelling, Map<String, String> clientNames) {
    if (!(json instanceof Json.Obj schemas)) {
      return json;
    }
    var renamed = Json.Obj.of();
    schemas
        .members()
        .forEach((name, schema) -> renamed.put(name, renamed(schema, spelling, clientNames)));
    return renamed;
  }

  private static Json nested(Json json, Spelling spelling, Map<String, String> clientNames) {
    if (!(json instanceof Json.Arr schemas)) {
      return renamed(json, spelling, clientNames);
    }
    var renamed = Json.Arr.of();
    for (var schema : schemas.elements()) {
      renamed.add(renamed(schema, spelling, clientNames));
    }
    return renamed;
  }

  /** The text of arguments with other names; the same text where it is no JSON. */
  static String arguments(String text, Map<String, String> names) {
    try {
      return value(Json.parse(text.getBytes(UTF_8)), names).compact();
    } catch (MalformedJson e) {
      return text;
    }
  }

  private static Json value(Json json, Map<String, String> names) {
    return switch (json) {
      case Json.Obj object -> {
        var renamed = Json.Obj.of();
        object
            .members()
            .forEach(
                (name, value) -> renamed.put(names.getOrDefault(name, name), value(value, names)));
        yield renamed;
      }
      case Json.Arr array -> {
        var renamed = Json.Arr.of();
        array.elements().forEach(element -> renamed.add(value(element, names)));
        yield renamed;
      }
      case Json.Text text -> text;
      case Json.Num number -> number;
      case Json.Bool bool -> bool;
      case Json.Nil nil -> nil;
    };
  }
}
