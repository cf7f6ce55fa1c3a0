package dev.sluice.dialect.anthropic;

import dev.sluice.json.Json;
import java.util.List;
import java.util.Optional;

/** Reads members of a request and says where and what when one has the wrong type. */
final class Fields {

  private final Json.Obj object;
  private final String path;

  /**
   * @param path where the object stands, "" for the body itself
   */
  Fields(Json.Obj object, String path) {
    this.object = object;
    this.path = path;
  }

  static Fields of(Json json, String path) throws BadRequest {
    return new Fields(
        json.asObject().orElseThrow(() -> new BadRequest(path, "an object is expected")), path);
  }

  Json.Obj object() {
    return object;
  }

  String at(String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  String text(String name) throws BadRequest {
    return optionalText(name).orElseThrow(() -> missing(name));
  }

  Optional<String> optionalText(String name) throws BadRequest {
    return member(name, Json.Text.class, "a string").map(Json.Text::value);
  }

  Optional<Boolean> bool(String name) throws BadRequest {
    return member(name, Json.Bool.class, "true or false").map(Json.Bool::value);
  }

  Optional<Double> decimal(String name) throws BadRequest {
    var number = member(name, Json.Num.class, "a number");
    if (number.isEmpty()) {
      return Optional.empty();
    }
    var value = number.get().decimal();
    if (value.isEmpty()) {
      throw new BadRequest(at(name), "the number is too large");
    }
    return value;
  }

  /** A whole number from 0 to the largest int. */
  Optional<Integer> count(String name) throws BadRequest {
    var number = member(name, Json.Num.class, "a number");
    if (number.isEmpty()) {
      return Optional.empty();
    }
    var value = whole(number.get());
    if (value < 0 || value > Integer.MAX_VALUE) {
      throw new BadRequest(at(name), "a whole number of at least 0 is expected");
    }
    return Optional.of((int) value);
  }

  /** The number, or -1 when it is not whole; exponents beyond any count are not worked out. */
  private static long whole(Json.Num number) {
    var decimal = number.decimal().orElse(-1.0);
    return decimal < 0 || decimal > Integer.MAX_VALUE ? -1 : number.integer().orElse(-1L);
  }

  Optional<Fields> object(String name) throws BadRequest {
    return member(name, Json.Obj.class, "an object").map(found -> new Fields(found, at(name)));
  }

  List<Json> array(String name) throws BadRequest {
    return member(name, Json.Arr.class, "an array").map(Json.Arr::elements).orElse(List.of());
  }

  BadRequest missing(String name) {
    return new BadRequest(at(name), "the field is required");
  }

  private <T extends Json> Optional<T> member(String name, Class<T> type, String expected)
      throws BadRequest {
    var value = object.get(name);
    if (value.isEmpty()) {
      return Optional.empty();
    }
    if (!type.isInstance(value.get())) {
      throw new BadRequest(at(name), expected + " is expected");
    }
    return value.map(type::cast);
  }
}
