package dev.sluice.dialect.bedrock;

import dev.sluice.json.Json;
import java.util.List;
import java.util.Optional;

/** Members of a request that must have a type, with the path that a message names. */
final class Fields {

  private Fields() {}

  static Json.Obj object(Json value, String path) throws InvalidRequest {
    if (value instanceof Json.Obj object) {
      return object;
    }
    throw new InvalidRequest(path, "must be an object, is " + kind(value));
  }

  static Optional<Json.Obj> object(Json.Obj parent, String name, String path)
      throws InvalidRequest {
    var value = parent.get(name);
    return value.isEmpty() ? Optional.empty() : Optional.of(object(value.get(), join(path, name)));
  }

  static List<Json> array(Json.Obj parent, String name, String path) throws InvalidRequest {
    var value = parent.get(name);
    if (value.isEmpty()) {
      return List.of();
    }
    if (value.get() instanceof Json.Arr array) {
      return array.elements();
    }
    throw new InvalidRequest(join(path, name), "must be an array, is " + kind(value.get()));
  }

  static String text(Json.Obj parent, String name, String path) throws InvalidRequest {
    var value = parent.get(name);
    if (value.isEmpty()) {
      throw new InvalidRequest(join(path, name), "is required");
    }
    return text(value.get(), join(path, name));
  }

  static String text(Json value, String path) throws InvalidRequest {
    if (value instanceof Json.Text text) {
      return text.value();
    }
    throw new InvalidRequest(path, "must be a string, is " + kind(value));
  }

  static Optional<Double> decimal(Json.Obj parent, String name, String path) throws InvalidRequest {
    var value = parent.get(name);
    if (value.isPresent() && !(value.get() instanceof Json.Num)) {
      throw new InvalidRequest(join(path, name), "must be a number, is " + kind(value.get()));
    }
    return parent.decimal(name);
  }

  static Optional<Integer> integer(Json.Obj parent, String name, String path)
      throws InvalidRequest {
    var value = parent.get(name);
    if (value.isEmpty()) {
      return Optional.empty();
    }
    var number = parent.integer(name);
    if (number.isEmpty() || number.get() != number.get().intValue()) {
      throw new InvalidRequest(join(path, name), "must be a whole number");
    }
    return Optional.of(number.get().intValue());
  }

  static String join(String path, String name) {
    return path.isEmpty() ? name : path + "." + name;
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
