package dev.sluice.chat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Gives each call of a conversation an id that the target takes and that no other call has. The
 * client's own id stays where it is both; else the new one follows from it and from how often it
 * came before, so that the same history is written alike in every turn. One thread.
 */
final class CallIds {

  private final Spelling spelling;
  private final Set<String> taken = new HashSet<>();

  /** How often each id has come. */
  private final Map<String, Integer> seen = new HashMap<>();

  CallIds(Spelling spelling) {
    this.spelling = spelling;
  }

  /** The id of one more call that the client calls {@code id}. */
  String next(String id) {
    var count = seen.merge(id, 1, Integer::sum);
    var candidate = count == 1 ? spelling.id(id) : spelling.derivedId(id + '\n' + count);
    while (!taken.add(candidate)) {
      count = seen.merge(id, 1, Integer::sum);
      candidate = spelling.derivedId(id + '\n' + count);
    }
    return candidate;
  }

  /** All ids given so far. */
  Set<String> taken() {
    return taken;
  }
}
