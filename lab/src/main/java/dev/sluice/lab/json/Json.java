package dev.sluice.lab.json;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A JSON value. Immutable; members keep the order in which they were read or written. */
public sealed interface Json {
  /** An object. */
  record Obj(Map<String, Json> members) implements Json {
    public Obj {
      members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
    }
  }

  /** An array. */
  record Arr(List<Json> items) implements Json {
    public Arr {
      items = List.copyOf(items);
    }
  }

  /** A string. */
  record Str(String text) implements Json {}

  /** A number as it stood in the text. */
  record Num(String digits) implements Json {}

  /** True or false. */
  record Bool(boolean value) implements Json {}

  /** The literal null. */
  record Nul() implements Json {
    /** The one value. */
    public static final Nul VALUE = new Nul();
  }

  /** An object from name, value, name, value; a value of {@link Optional#empty()} is left out. */
  static Obj obj(@Nullable Object... pairs) {
    var members = new LinkedHashMap<String, Json>();
    for (var i = 0; i < pairs.length; i += 2) {
      var value = pairs[i + 1];
      if (value instanceof Optional<?> optional) {
        if (optional.isEmpty()) {
          continue;
        }
        value = optional.get();
      }
      members.put(String.valueOf(pairs[i]), of(value));
    }
    return new Obj(members);
  }

  /** An array of the values. */
  static Arr arr(@Nullable Object... values) {
    var items = new ArrayList<Json>();
    for (var value : values) {
      items.add(of(value));
    }
    return new Arr(items);
  }

  /** A value from null, Json, String, Number, Boolean, List or Map. */
  static Json of(@Nullable Object value) {
    return switch (value) {
      case null -> Nul.VALUE;
      case Json json -> json;
      case String text -> new Str(text);
      case Boolean flag -> new Bool(flag);
      case Number number -> new Num(number.toString());
      case List<?> list -> arr(list.toArray());
      case Map<?, ?> map -> {
        var members = new LinkedHashMap<String, Json>();
        map.forEach((name, item) -> members.put(String.valueOf(name), of(item)));
        yield new Obj(members);
      }
      default -> throw new IllegalArgumentException("no JSON form: " + value.getClass());
    };
  }

  /** The member of that name; {@link Nul} where this is no object or has none. */
  default Json get(String name) {
    return this instanceof Obj obj ? obj.members().getOrDefault(name, Nul.VALUE) : Nul.VALUE;
  }

  /** The item at that index; {@link Nul} where there is none. */
  default Json at(int index) {
    return this instanceof Arr arr && index >= 0 && index < arr.items().size()
        ? arr.items().get(index)
        : Nul.VALUE;
  }

  /** Whether a member of that name is there, null included. */
  default boolean has(String name) {
    return this instanceof Obj obj && obj.members().containsKey(name);
  }

  /** Whether this is the literal null or was absent. */
  default boolean isNull() {
    return this instanceof Nul;
  }

  /** The items of an array, else none. */
  default List<Json> items() {
    return this instanceof Arr arr ? arr.items : List.of();
  }

  /** The members of an object, else none. */
  default Map<String, Json> members() {
    return this instanceof Obj obj ? obj.members : Map.of();
  }

  /** The text of a string, else "". */
  default String text() {
    return this instanceof Str str ? str.text : "";
  }

  /** The text of a string, if it is one. */
  default Optional<String> string() {
    return this instanceof Str str ? Optional.of(str.text) : Optional.empty();
  }

  /** The number, if it is one. */
  default Optional<BigDecimal> number() {
    return this instanceof Num num ? Optional.of(new BigDecimal(num.digits)) : Optional.empty();
  }

  /** Whether this is the literal true. */
  default boolean isTrue() {
    return this instanceof Bool bool && bool.value;
  }

  /** This value with the members of all objects sorted by name. */
  default Json sorted() {
    return switch (this) {
      case Obj obj -> {
        var sorted = new LinkedHashMap<String, Json>();
        obj.members.keySet().stream()
            .sorted()
            .forEach(name -> sorted.put(name, obj.members.getOrDefault(name, Nul.VALUE).sorted()));
        yield new Obj(sorted);
      }
      case Arr arr -> new Arr(arr.items.stream().map(Json::sorted).toList());
      case Str str -> str;
      case Num num -> num;
      case Bool bool -> bool;
      case Nul nul -> nul;
    };
  }

  /** The compact JSON text. */
  default String write() {
    return JsonWriter.write(this);
  }
}
