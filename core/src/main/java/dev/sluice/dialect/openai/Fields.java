package dev.sluice.dialect.openai;

import dev.sluice.json.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The members of one object of a request, by type. A member that is missing or null is absent; one
 * of another type is a fault that names its path.
 *
 * @param path of the object in the body, "" for the body itself
 */
record Fields(Json.Obj object, String path) {

  static Fields of(Json value, String path) throws RequestFault {
    if (value instanceof Json.Obj object) {
      return new Fields(object, path);
    }
    throw new RequestFault(path, "must be an object, not " + kind(value));
  }

  /** The path of a member. */
  String at(String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  boolean has(String name) {
    return object.has(name);
  }

  @Nullable Json get(String name) {
    return object.get(name).orElse(null);
  }

  @Nullable String text(String name) throws RequestFault {
    var value = get(name);
    return value == null ? null : text(value, at(name));
  }

  static String text(Json value, String path) throws RequestFault {
    if (value instanceof Json.Text text) {
      return text.value();
    }
    throw new RequestFault(path, "must be a string, not " + kind(value));
  }

  /** A string that must be there and not be empty. */
  String required(String name) throws RequestFault {
    var text = text(name);
    if (text == null || text.isEmpty()) {
      throw new RequestFault(at(name), "is required and must not be empty");
    }
    return text;
  }

  @Nullable Boolean bool(String name) throws RequestFault {
    return switch (get(name)) {
      case null -> null;
      case Json.Bool bool -> bool.value();
      case Json other -> throw new RequestFault(at(name), "must be a boolean, not " + kind(other));
    };
  }

  @Nullable Integer integer(String name) throws RequestFault {
    var value = get(name);
    if (value == null) {
      return null;
    }
    var number = value instanceof Json.Num num ? num.integer().orElse(null) : null;
    if (number == null || number != (int) (long) number) {
      throw new RequestFault(at(name), "must be a whole number of at most 32 bits");
    }
    return (int) (long) number;
  }

  @Nullable Double decimal(String name) throws RequestFault {
    var value = get(name);
    if (value == null) {
      return null;
    }
    var number = value instanceof Json.Num num ? num.decimal().orElse(null) : null;
    if (number == null) {
      throw new RequestFault(at(name), "must be a number");
    }
    return number;
  }

  List<Json> array(String name) throws RequestFault {
    return switch (get(name)) {
      case null -> List.of();
      case Json.Arr array -> array.elements();
      case Json other -> throw new RequestFault(at(name), "must be an array, not " + kind(other));
    };
  }

  @Nullable Fields object(String name) throws RequestFault {
    var value = get(name);
    return value == null ? null : of(value, at(name));
  }

  Fields requiredObject(String name) throws RequestFault {
    var fields = object(name);
    if (fields == null) {
      throw new RequestFault(at(name), "is required");
    }
    return fields;
  }

  static String kind(Json value) {
    return switch (value) {
      case Json.Obj o -> "an object";
      case Json.Arr a -> "an array";
      case Json.Text t -> "a string";
      case Json.Num n -> "a number";
      case Json.Bool b -> "a boolean";
      case Json.Nil n -> "null";
    };
  }
}
