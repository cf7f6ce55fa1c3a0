package dev.sluice.dialect.anthropic;

import dev.sluice.chat.ChatRequest;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What a request holds beside the neutral members: what may be left out, and what may not. */
final class Leftovers {

  private final Set<String> droppable = new LinkedHashSet<>();
  private final List<ChatRequest.Blocking> blocking = new ArrayList<>();

  void drop(String name) {
    droppable.add(name);
  }

  /** Notes a field that no other protocol can carry. */
  void block(String param, String what) {
    blocking.add(
        new ChatRequest.Blocking(
            param,
            param
                + ": "
                + what
                + " is known to Anthropic Messages only; remove it, or choose a model of an"
                + " Anthropic provider"));
  }

  List<String> droppable() {
    return List.copyOf(droppable);
  }

  List<ChatRequest.Blocking> blocking() {
    return blocking;
  }
}
