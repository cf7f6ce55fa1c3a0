package dev.sluice.dialect.openai;

import dev.sluice.json.Json;
import java.util.HashSet;

/**
 * Whether a schema is what {@code strict} asks for: each object names all of its properties as
 * required and allows no others. A provider refuses the whole request otherwise.
 */
final class StrictSchema {

  private StrictSchema() {}

  static boolean complies(Json schema) {
    return switch (schema) {
      case Json.Obj object ->
          (!object.has("properties") || closed(object))
              && object.members().values().stream().allMatch(StrictSchema::complies);
      case Json.Arr array -> array.elements().stream().allMatch(StrictSchema::complies);
      default -> true;
    };
  }

  private static boolean closed(Json.Obj object) {
    var properties = object.object("properties");
    if (properties.isEmpty() || !object.text("type").orElse("object").equals("object")) {
      return true;
    }
    var required = new HashSet<String>();
    for (var name : object.array("required")) {
      name.asText().ifPresent(required::add);
    }
    return object.bool("additionalProperties").filter(allowed -> !allowed).isPresent()
        && required.containsAll(properties.get().members().keySet());
  }
}
