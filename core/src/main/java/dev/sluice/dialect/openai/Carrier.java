package dev.sluice.dialect.openai;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.chat.Extra;
import dev.sluice.json.Json;
import dev.sluice.json.MalformedJson;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Unknown members that wait for the next chunk which can carry them. A later value of a member
 * replaces an earlier one that still waits, so that it is bounded by the names in use; the values
 * are bounded together.
 */
final class Carrier {

  static final int MEMBERS_MAX = 1024;
  static final long CHARS_MAX = 32 << 20;

  /** How many are looked through one by one; more are found by an index. */
  private static final int FEW = 16;

  private final List<Extra.Member> members = new ArrayList<>();
  private final Map<Place, Integer> index = new HashMap<>(0);
  private long chars;

  private record Place(String place, String name) {}

  /** Adds a member; false when there are too many, or too much is in them. */
  boolean put(String place, String name, String json) {
    var member = new Extra.Member(place, name, json);
    chars += json.length();
    var at = find(place, name);
    if (at >= 0) {
      chars -= members.set(at, member).json().length();
    } else {
      members.add(member);
      if (members.size() > FEW) {
        note();
      }
    }
    return members.size() <= MEMBERS_MAX && chars <= CHARS_MAX;
  }

  private int find(String place, String name) {
    if (members.size() > FEW) {
      return index.getOrDefault(new Place(place, name), -1);
    }
    for (var i = 0; i < members.size(); i++) {
      var other = members.get(i);
      if (other.name().equals(name) && other.place().equals(place)) {
        return i;
      }
    }
    return -1;
  }

  /** Puts what the index does not have yet into it. */
  private void note() {
    for (var i = index.size(); i < members.size(); i++) {
      index.put(new Place(members.get(i).place(), members.get(i).name()), i);
    }
  }

  /** Those that wait from {@code place} with one of these names; they wait on. */
  Json.Obj find(String place, Set<String> names) {
    var found = Json.Obj.of();
    for (var member : members) {
      if (member.place().equals(place) && names.contains(member.name())) {
        found.put(member.name(), parsed(member.json()));
      }
    }
    return found;
  }

  private static Json parsed(String json) {
    try {
      return Json.parse(json.getBytes(UTF_8));
    } catch (MalformedJson e) {
      throw new IllegalStateException("a member that was read is not JSON", e);
    }
  }

  /** What waits, which no longer waits then. */
  Extra take() {
    if (members.isEmpty()) {
      return Extra.NONE;
    }
    var extra = new Extra(Places.PROTOCOL, members);
    members.clear();
    if (!index.isEmpty()) {
      index.clear();
    }
    chars = 0;
    return extra;
  }

  boolean isEmpty() {
    return members.isEmpty();
  }
}
