package dev.sluice.lab.script;

import dev.sluice.lab.json.Json;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * A valid value for a JSON schema, always the same for the same schema and seed. Understands types,
 * const, enum, default, examples, bounds, items, local references and the combinators; patterns are
 * not solved.
 */
public final class SchemaValues {
  private static final int DEPTH_MAX = 12;
  private static final List<String> STRINGS = List.of("Zürich", "Kraków", "Łódź");

  private static final BigDecimal NINETEEN = new BigDecimal(19);

  private final Json root;
  private final int seed;

  private SchemaValues(Json root, int seed) {
    this.root = root;
    this.seed = seed;
  }

  /** The value for that schema; different seeds give different values where the schema lets. */
  public static Json valueFor(Json schema, int seed) {
    return new SchemaValues(schema, seed).value(schema, 0);
  }

  private Json value(Json schema, int depth) {
    if (schema.has("$ref") && depth < DEPTH_MAX) {
      return value(resolve(schema.get("$ref").text()), depth + 1);
    }
    if (schema.has("const")) {
      return schema.get("const");
    }
    for (var list : List.of("enum", "examples")) {
      var items = schema.get(list).items();
      if (!items.isEmpty()) {
        return items.get(seed % items.size());
      }
    }
    if (schema.has("default") && !schema.get("default").isNull()) {
      return schema.get("default");
    }
    for (var combinator : List.of("anyOf", "oneOf")) {
      var items = schema.get(combinator).items();
      if (!items.isEmpty()) {
        return value(items.get(0), depth + 1);
      }
    }
    if (schema.has("allOf")) {
      return merged(schema, depth);
    }
    return typed(schema, depth);
  }

  private Json typed(Json schema, int depth) {
    return switch (type(schema)) {
      case "object" -> object(schema, depth);
      case "array" -> array(schema, depth);
      case "string" -> new Json.Str(string(schema));
      case "integer" -> number(schema, BigDecimal.ONE);
      case "number" -> number(schema, new BigDecimal("1.5"));
      case "boolean" -> new Json.Bool(seed % 2 == 0);
      default -> Json.Nul.VALUE;
    };
  }

  private static String type(Json schema) {
    var type = schema.get("type");
    for (var item : type.items()) {
      if (!item.text().equals("null")) {
        return item.text();
      }
    }
    if (!type.text().isEmpty()) {
      return type.text();
    }
    return schema.has("items") ? "array" : schema.isNull() ? "object" : guess(schema);
  }

  private static String guess(Json schema) {
    return schema.has("properties") || schema.members().isEmpty() ? "object" : "string";
  }

  private Json object(Json schema, int depth) {
    var members = new LinkedHashMap<String, Json>();
    var required = schema.get("required").items().stream().map(Json::text).toList();
    for (var property : schema.get("properties").members().entrySet()) {
      if (depth < DEPTH_MAX / 2 || required.contains(property.getKey())) {
        members.put(property.getKey(), value(property.getValue(), depth + 1));
      }
    }
    for (var name : required) {
      members.putIfAbsent(name, new Json.Str(STRINGS.get(seed % STRINGS.size())));
    }
    return new Json.Obj(members);
  }

  private Json array(Json schema, int depth) {
    var items = new ArrayList<Json>();
    var least = schema.get("minItems").number().map(Number::intValue).orElse(1);
    var most = schema.get("maxItems").number().map(Number::intValue).orElse(least);
    var prefix = schema.get("prefixItems").items();
    for (var i = 0; i < Math.min(Math.max(least, prefix.size()), Math.max(most, least)); i++) {
      var item = i < prefix.size() ? prefix.get(i) : schema.get("items");
      items.add(new SchemaValues(root, seed + i).value(item, depth + 1));
    }
    return new Json.Arr(items);
  }

  private String string(Json schema) {
    var day = "%02d".formatted(1 + seed % 28);
    return switch (schema.get("format").text()) {
      case "date" -> "2026-11-" + day;
      case "date-time" -> "2026-11-" + day + "T12:00:00Z";
      case "time" -> "12:00:" + day + "Z";
      case "email" -> "lab" + seed + "@example.com";
      case "uri", "url" -> "https://example.com/" + seed;
      case "uuid" -> "01234567-89ab-4def-8123-0000000000" + day;
      case "ipv4" -> "192.0.2." + (seed + 1);
      case "ipv6" -> "2001:db8::" + (seed + 1);
      case "hostname" -> "lab" + seed + ".example.com";
      default -> sized(schema);
    };
  }

  private String sized(Json schema) {
    var text = STRINGS.get(seed % STRINGS.size());
    var least = schema.get("minLength").number().map(Number::intValue).orElse(0);
    var most = schema.get("maxLength").number().map(Number::intValue).orElse(Integer.MAX_VALUE);
    while (text.length() < least) {
      text += 'x';
    }
    return text.length() > most ? text.substring(0, most) : text;
  }

  private Json number(Json schema, BigDecimal step) {
    var least = schema.get("minimum").number();
    var above = schema.get("exclusiveMinimum").number().map(it -> it.add(step));
    var most = schema.get("maximum").number();
    var below = schema.get("exclusiveMaximum").number().map(it -> it.subtract(step));
    var multiple = schema.get("multipleOf").number();
    var value =
        least.or(() -> above).orElse(step.add(NINETEEN)).add(step.multiply(new BigDecimal(seed)));
    if (multiple.isPresent() && multiple.get().signum() > 0) {
      value = value.divide(multiple.get(), 0, java.math.RoundingMode.UP).multiply(multiple.get());
    }
    var limit = most.or(() -> below);
    if (limit.isPresent() && value.compareTo(limit.get()) > 0) {
      value = limit.get();
    }
    return new Json.Num(value.stripTrailingZeros().toPlainString());
  }

  private Json merged(Json schema, int depth) {
    var members = new LinkedHashMap<String, Json>();
    for (var part : schema.get("allOf").items()) {
      value(part, depth + 1).members().forEach(members::put);
    }
    if (schema.has("properties")) {
      object(schema, depth).members().forEach(members::put);
    }
    return new Json.Obj(members);
  }

  private Json resolve(String reference) {
    var found = root;
    if (reference.startsWith("#/")) {
      for (var step : reference.substring(2).split("/", -1)) {
        found = found.get(step.replace("~1", "/").replace("~0", "~"));
      }
    }
    return found;
  }
}
