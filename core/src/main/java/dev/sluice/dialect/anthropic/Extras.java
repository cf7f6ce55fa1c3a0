package dev.sluice.dialect.anthropic;

import dev.sluice.chat.Extra;
import dev.sluice.json.Json;
import dev.sluice.json.JsonReader;
import dev.sluice.json.JsonWriter;
import dev.sluice.json.MalformedJson;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Gathers the unknown members of one event, and writes those of one place. */
final class Extras {

  static final String EVENT = "";
  static final String MESSAGE = "message";
  static final String BLOCK = "content_block";
  static final String DELTA = "delta";
  static final String USAGE = "usage";
  static final String DETAILS = "usage.output_tokens_details";

  /** Holds the provider's own word where the neutral one says less. */
  static final String RAW = "raw";

  /** On a start without unknown members: says that the answer is of this protocol. */
  static final Extra MARK =
      new Extra(Wire.NAME, List.of(new Extra.Member(RAW, "protocol", "\"anthropic\"")));

  private record Key(String place, String name) {}

  private @Nullable Map<Key, Extra.Member> members;

  /** The members of {@code object} but for those that are {@code known}. */
  static Extras of(Json.Obj object, String place, String... known) {
    var extras = new Extras();
    extras.keep(object, place, known);
    return extras;
  }

  /** Keeps the members of {@code object} but for those that are {@code known}. */
  void keep(Json.Obj object, String place, String... known) {
    for (var member : object.members().entrySet()) {
      if (!isOneOf(known, member.getKey())) {
        add(place, member.getKey(), member.getValue().compact());
      }
    }
  }

  /** Keeps the value that the reader stands on. */
  void keep(JsonReader reader, String place) throws MalformedJson {
    add(place, reader.name(), Wire.oneLine(reader.raw()));
  }

  /** Keeps a member; a later one of the same place and name replaces it. */
  void add(String place, String name, String json) {
    if (members == null) {
      members = new LinkedHashMap<>();
    }
    members.put(new Key(place, name), new Extra.Member(place, name, json));
  }

  private static boolean isOneOf(String[] names, String name) {
    for (var one : names) {
      if (one.equals(name)) {
        return true;
      }
    }
    return false;
  }

  /** Keeps what a chunk carries, if it is ours. */
  void add(Extra extra) {
    if (extra.of(Wire.NAME)) {
      for (var member : extra.members()) {
        add(member.place(), member.name(), member.json());
      }
    }
  }

  /** What was gathered since the last call. */
  Extra take() {
    if (members == null) {
      return Extra.NONE;
    }
    var extra = new Extra(Wire.NAME, List.copyOf(members.values()));
    members = null;
    return extra;
  }

  /** Writes the members of {@code place} into the object that is open. */
  static void write(Extra extra, String place, JsonWriter json) {
    if (!extra.of(Wire.NAME)) {
      return;
    }
    for (var i = 0; i < extra.members().size(); i++) {
      var member = extra.members().get(i);
      if (member.place().equals(place)) {
        json.name(member.name()).raw(member.json());
      }
    }
  }

  /** The JSON of the member of this name at this place, or null. */
  static @Nullable String find(Extra extra, String place, String name) {
    if (extra.of(Wire.NAME)) {
      for (var member : extra.members()) {
        if (member.place().equals(place) && member.name().equals(name)) {
          return member.json();
        }
      }
    }
    return null;
  }
}
