package dev.sluice.dialect;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.json.Json;
import dev.sluice.json.MalformedJson;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The JSON Schema of a tool's arguments as every provider takes it: valid under draft 2020-12, an
 * object at its root, and no union there.
 *
 * <p>Providers refuse the whole request for one bad schema, and clients make them from whatever an
 * MCP server says: null where a keyword wants a value, keywords of older drafts, type names of
 * Python, a union or a reference at the root. What is already right stays as it is. Sources: JSON
 * Schema 2020-12; protocol reference, §11.4; the refusals quoted in {@code docs/fields.md}.
 */
public final class ToolSchema {

  private static final int REFERENCES_MAX = 8;

  private static final Set<String> TYPES =
      Set.of("object", "array", "string", "number", "integer", "boolean", "null");

  private ToolSchema() {}

  /** The schema of a tool; of one without arguments when the text is absent. */
  public static Json.Obj of(@Nullable String text) {
    return root(clean(parsed(text)));
  }

  private static Json.Obj parsed(@Nullable String text) {
    try {
      return text == null
          ? Json.Obj.of()
          : Json.parse(text.getBytes(UTF_8)).asObject().orElseGet(Json.Obj::of);
    } catch (MalformedJson e) {
      throw new IllegalStateException("a schema that was read is not JSON", e);
    }
  }

  // ---- the root

  private static Json.Obj root(Json.Obj schema) {
    var root = followed(schema, schema, 0);
    for (var union : List.of("allOf", "anyOf", "oneOf")) {
      if (root.has(union)) {
        root = merged(root, union);
      }
    }
    var whole = Json.Obj.of();
    if (!root.has("type")) {
      whole.put("type", "object");
    }
    root.without("enum").without("not").without("const").members().forEach(whole::put);
    whole.put("type", "object");
    if (!(whole.members().get("properties") instanceof Json.Obj)) {
      whole.put("properties", Json.Obj.of());
    }
    return whole;
  }

  /** The schema that a reference at the root means; the definitions stay at the root. */
  private static Json.Obj followed(Json.Obj schema, Json.Obj root, int depth) {
    var target = schema.text("$ref").flatMap(path -> at(root, path));
    if (target.isEmpty() || depth == REFERENCES_MAX) {
      return depth == 0 ? schema.without("$ref") : schema;
    }
    var joined = Json.object(schema.without("$ref").members());
    followed(target.get(), root, depth + 1).members().forEach(joined.members()::putIfAbsent);
    return joined;
  }

  private static Optional<Json.Obj> at(Json.Obj root, String path) {
    if (!path.startsWith("#/")) {
      return Optional.empty();
    }
    var found = Optional.of(root);
    for (var step : path.substring(2).split("/", -1)) {
      var name = step.replace("~1", "/").replace("~0", "~");
      found = found.flatMap(object -> object.object(name));
    }
    return found;
  }

  /**
   * The root with the branches of a union merged into it: every property of any branch, required
   * only what every branch requires (of allOf: what any does).
   */
  private static Json.Obj merged(Json.Obj root, String union) {
    var properties = Json.object(root.object("properties").orElseGet(Json.Obj::of).members());
    Set<String> required = null;
    for (var element : root.array(union)) {
      if (element instanceof Json.Obj branch && !branch.text("type").orElse("").equals("null")) {
        var schema = root(followed(branch, root, 0));
        schema
            .object("properties")
            .orElseGet(Json.Obj::of)
            .members()
            .forEach(properties.members()::putIfAbsent);
        var names = names(schema);
        if (required == null) {
          required = names;
        } else if (union.equals("allOf")) {
          required.addAll(names);
        } else {
          required.retainAll(names);
        }
      }
    }
    var all = new LinkedHashSet<>(names(root));
    all.addAll(required == null ? Set.of() : required);
    var whole = root.without(union).with("properties", properties);
    return all.isEmpty()
        ? whole
        : whole.with("required", Json.Arr.of(all.stream().map(Json.Text::new).toList()));
  }

  private static Set<String> names(Json.Obj schema) {
    var names = new LinkedHashSet<String>();
    schema.array("required").forEach(name -> name.asText().ifPresent(names::add));
    return names;
  }

  // ---- every schema

  private static Json schema(Json json) {
    return switch (json) {
      case Json.Obj object -> clean(object);
      case Json.Bool bool -> bool;
      case Json.Arr array -> Json.Obj.of();
      case Json.Text text -> Json.Obj.of();
      case Json.Num num -> Json.Obj.of();
      case Json.Nil nil -> Json.Obj.of();
    };
  }

  private static Json.Obj clean(Json.Obj schema) {
    var clean = Json.Obj.of();
    schema
        .members()
        .forEach((name, value) -> {
          var kept = member(schema, name, value);
          if (kept != null) {
            clean.put(name, kept);
          }
        });
    if (clean.text("type").orElse("").equals("array") && !clean.has("items")) {
      clean.put("items", Json.Obj.of());
    }
    return clean;
  }

  /** What a keyword's value becomes; null when the keyword is left out. */
  private static @Nullable Json member(Json.Obj schema, String name, Json value) {
    return switch (name) {
      case "default", "const", "example", "examples" -> value;
      case "type" -> type(value);
      case "required" -> strings(value);
      case "enum" -> distinct(value);
      case "properties", "patternProperties", "$defs", "definitions", "dependentSchemas" ->
          schemas(value);
      case "items" -> items(value);
      case "additionalProperties", "not", "if", "then", "else", "contains", "propertyNames" ->
          value instanceof Json.Obj || value instanceof Json.Bool ? schema(value) : null;
      case "anyOf", "oneOf", "allOf", "prefixItems" -> branches(value);
      case "exclusiveMinimum" -> exclusive(value, schema.members().get("minimum"));
      case "exclusiveMaximum" -> exclusive(value, schema.members().get("maximum"));
      case "minimum" -> inclusive(value, schema.members().get("exclusiveMinimum"));
      case "maximum" -> inclusive(value, schema.members().get("exclusiveMaximum"));
      default -> value instanceof Json.Nil ? null : value;
    };
  }

  private static @Nullable Json type(Json value) {
    if (value instanceof Json.Arr array) {
      var types = new LinkedHashSet<Json>();
      for (var element : array.elements()) {
        var type = element instanceof Json.Nil ? new Json.Text("null") : type(element);
        if (type != null) {
          types.add(type);
        }
      }
      return types.isEmpty() ? null : Json.Arr.of(List.copyOf(types));
    }
    var word = value.asText().orElse("").toLowerCase(Locale.ROOT);
    var known =
        switch (word) {
          case "str", "text", "date", "datetime", "file" -> "string";
          case "int", "long" -> "integer";
          case "float", "double", "decimal" -> "number";
          case "bool" -> "boolean";
          case "dict", "map", "hash" -> "object";
          case "list", "tuple", "set" -> "array";
          case "none", "nil" -> "null";
          default -> word;
        };
    return TYPES.contains(known) ? new Json.Text(known) : null;
  }

  private static @Nullable Json strings(Json value) {
    if (!(value instanceof Json.Arr array)) {
      return null;
    }
    var strings = new LinkedHashSet<Json>();
    for (var element : array.elements()) {
      if (element instanceof Json.Text) {
        strings.add(element);
      }
    }
    return Json.Arr.of(List.copyOf(strings));
  }

  private static @Nullable Json distinct(Json value) {
    if (!(value instanceof Json.Arr array) || array.elements().isEmpty()) {
      return null;
    }
    return Json.Arr.of(new ArrayList<>(new LinkedHashSet<>(array.elements())));
  }

  private static @Nullable Json schemas(Json value) {
    if (!(value instanceof Json.Obj object)) {
      return null;
    }
    var schemas = Json.Obj.of();
    object.members().forEach((name, schema) -> schemas.put(name, schema(schema)));
    return schemas;
  }

  /** Draft 4 wrote a tuple here; what follows from it for all elements is kept. */
  private static @Nullable Json items(Json value) {
    if (value instanceof Json.Arr array) {
      var branches = branches(array);
      return branches == null ? Json.Obj.of() : Json.Obj.of().put("anyOf", branches);
    }
    return value instanceof Json.Nil ? null : schema(value);
  }

  private static @Nullable Json branches(Json value) {
    if (!(value instanceof Json.Arr array) || array.elements().isEmpty()) {
      return null;
    }
    return Json.Arr.of(array.elements().stream().map(ToolSchema::schema).toList());
  }

  /** Draft 4 wrote true beside the bound; now it is the bound. */
  private static @Nullable Json exclusive(Json value, @Nullable Json bound) {
    if (value instanceof Json.Num) {
      return value;
    }
    return value instanceof Json.Bool(var is) && is && bound instanceof Json.Num ? bound : null;
  }

  private static @Nullable Json inclusive(Json value, @Nullable Json exclusive) {
    var moved = exclusive instanceof Json.Bool(var is) && is;
    return value instanceof Json.Num && !moved ? value : null;
  }
}
