package dev.sluice.dialect.openai;

import dev.sluice.chat.Extra;
import java.util.ArrayList;
import java.util.List;

/**
 * Unknown members that wait for the next chunk which can carry them. A later value of a member
 * replaces an earlier one that still waits, so that it is bounded by the names in use.
 */
final class Carrier {

  static final int MEMBERS_MAX = 1024;

  private final List<Extra.Member> members = new ArrayList<>();

  /** Adds a member; false when there are too many. */
  boolean put(String place, String name, String json) {
    var member = new Extra.Member(place, name, json);
    for (var i = 0; i < members.size(); i++) {
      var other = members.get(i);
      if (other.name().equals(name) && other.place().equals(place)) {
        members.set(i, member);
        return true;
      }
    }
    return members.size() < MEMBERS_MAX && members.add(member);
  }

  /** What waits, which no longer waits then. */
  Extra take() {
    if (members.isEmpty()) {
      return Extra.NONE;
    }
    var extra = new Extra(Places.PROTOCOL, members);
    members.clear();
    return extra;
  }

  boolean isEmpty() {
    return members.isEmpty();
  }
}
