package dev.sluice.json;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/** A JSON value as a tree, for requests; members keep their order and numbers their text. */
public sealed interface Json {

  /** The tree of a whole text. */
  static Json parse(byte[] bytes) throws MalformedJson {
    return parse(bytes, 0, bytes.length);
  }

  static Json parse(byte[] bytes, int offset, int length) throws MalformedJson {
    var reader = JsonReader.of(bytes, offset, length);
    var tree = reader.tree();
    reader.finish();
    return tree;
  }

  /** Compact JSON text, UTF-8. */
  default byte[] bytes() {
    var writer = new JsonWriter(256);
    writer.tree(this);
    return writer.toByteArray();
  }

  /** Compact JSON text. */
  default String compact() {
    return new String(bytes(), java.nio.charset.StandardCharsets.UTF_8);
  }

  /** The text of a {@link Text}. */
  default Optional<String> asText() {
    return this instanceof Text t ? Optional.of(t.value()) : Optional.empty();
  }

  default Optional<Obj> asObject() {
    return this instanceof Obj o ? Optional.of(o) : Optional.empty();
  }

  /** An object. */
  record Obj(SequencedMap<String, Json> members) implements Json {

    public static Obj of() {
      return new Obj(new LinkedHashMap<>());
    }

    public boolean has(String name) {
      var value = members.get(name);
      return value != null && !(value instanceof Nil);
    }

    /** The member; absent also when it is null. */
    public Optional<Json> get(String name) {
      var value = members.get(name);
      return value == null || value instanceof Nil ? Optional.empty() : Optional.of(value);
    }

    public Optional<String> text(String name) {
      return get(name).flatMap(Json::asText);
    }

    public Optional<Obj> object(String name) {
      return get(name).flatMap(Json::asObject);
    }

    /** The elements of an array member; empty when it is absent or no array. */
    public List<Json> array(String name) {
      return members.get(name) instanceof Arr array ? array.elements() : List.of();
    }

    public Optional<Boolean> bool(String name) {
      return members.get(name) instanceof Bool bool ? Optional.of(bool.value()) : Optional.empty();
    }

    public Optional<Long> integer(String name) {
      return members.get(name) instanceof Num num ? num.integer() : Optional.empty();
    }

    public Optional<Double> decimal(String name) {
      return members.get(name) instanceof Num num ? num.decimal() : Optional.empty();
    }

    /** A copy with the member set, in its old place if there was one. */
    public Obj with(String name, Json value) {
      var copy = new LinkedHashMap<>(members);
      copy.put(name, value);
      return new Obj(copy);
    }

    public Obj with(String name, String value) {
      return with(name, new Text(value));
    }

    public Obj without(String name) {
      if (!members.containsKey(name)) {
        return this;
      }
      var copy = new LinkedHashMap<>(members);
      copy.remove(name);
      return new Obj(copy);
    }

    /** Sets a member in place, for building; returns this. */
    public Obj put(String name, Json value) {
      members.put(name, value);
      return this;
    }

    public Obj put(String name, String value) {
      return put(name, new Text(value));
    }

    public Obj put(String name, long value) {
      return put(name, Num.of(value));
    }

    public Obj put(String name, boolean value) {
      return put(name, new Bool(value));
    }
  }

  /** An array. */
  record Arr(List<Json> elements) implements Json {
    public static Arr of() {
      return new Arr(new ArrayList<>());
    }

    public static Arr of(List<? extends Json> elements) {
      return new Arr(new ArrayList<>(elements));
    }

    /** Appends in place, for building; returns this. */
    public Arr add(Json element) {
      elements.add(element);
      return this;
    }
  }

  /** A string. */
  record Text(String value) implements Json {}

  /** A number, as its text. */
  record Num(String text) implements Json {
    public static Num of(long value) {
      return new Num(Long.toString(value));
    }

    public static Num of(double value) {
      return value == Math.rint(value) && Math.abs(value) < 1e15
          ? new Num(Long.toString((long) value))
          : new Num(Double.toString(value));
    }

    /** The value, when it is a whole number that fits a long. */
    public Optional<Long> integer() {
      try {
        return Optional.of(new BigDecimal(text).longValueExact());
      } catch (ArithmeticException | NumberFormatException e) {
        return Optional.empty(); // a fraction, too large, or an exponent of more than 32 bits
      }
    }

    /**
     * Whether a double can hold it: it is neither too large nor, but for zero itself, too small.
     */
    public boolean inRange() {
      if (text.length() < 300 && text.indexOf('e') < 0 && text.indexOf('E') < 0) {
        return true;
      }
      var value = Double.parseDouble(text);
      return Double.isFinite(value) && (value != 0 || isZero());
    }

    private boolean isZero() {
      for (var i = 0; i < text.length() && (text.charAt(i) | 0x20) != 'e'; i++) {
        if (text.charAt(i) >= '1' && text.charAt(i) <= '9') {
          return false;
        }
      }
      return true;
    }

    public Optional<Double> decimal() {
      var value = Double.parseDouble(text);
      return Double.isFinite(value) ? Optional.of(value) : Optional.empty();
    }
  }

  /** A truth value. */
  record Bool(boolean value) implements Json {}

  /** {@code null}. */
  record Nil() implements Json {
    public static final Nil NIL = new Nil();
  }

  /** An object of these members. */
  static Obj object(Map<String, ? extends Json> members) {
    return new Obj(new LinkedHashMap<>(members));
  }
}
