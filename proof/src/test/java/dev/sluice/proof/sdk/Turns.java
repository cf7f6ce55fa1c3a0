package dev.sluice.proof.sdk;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** The turns of one job, the last one still growing while the call runs. */
final class Turns {
  private final List<Answer> turns = new ArrayList<>(); // guarded by this

  synchronized Answer open() {
    var answer = new Answer();
    turns.add(answer);
    return answer;
  }

  /** The result line: the last turn, with the one before it as {@code first}. */
  synchronized ObjectNode toJson(String id) {
    var json = turns.isEmpty() ? new Answer().toJson() : turns.getLast().toJson();
    json.put("id", id);
    if (turns.size() > 1) json.set("first", turns.getFirst().toJson());
    return json;
  }
}
