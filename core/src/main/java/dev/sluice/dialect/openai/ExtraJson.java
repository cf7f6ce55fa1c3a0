package dev.sluice.dialect.openai;

import dev.sluice.chat.Extra;
import dev.sluice.json.JsonWriter;
import java.util.Collection;

/** Writes unknown members where they came from. */
final class ExtraJson {

  private ExtraJson() {}

  static void write(Collection<Extra.Member> members, String place, JsonWriter json) {
    for (var member : members) {
      if (member.place().equals(place)) {
        json.name(member.name()).raw(member.json());
      }
    }
  }

  static void write(Extra extra, String place, JsonWriter json) {
    if (extra.of(Places.PROTOCOL)) {
      write(extra.members(), place, json);
    }
  }
}
