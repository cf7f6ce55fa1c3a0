package dev.sluice.dialect.openai;

import dev.sluice.chat.ChatRequest;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What a request holds that another protocol cannot carry. */
final class Findings {

  private final Set<String> droppable = new LinkedHashSet<>();
  private final List<ChatRequest.Blocking> blocking = new ArrayList<>();

  /** A field that only influences sampling or bookkeeping. */
  void droppable(String name) {
    droppable.add(name);
  }

  /** A field that changes the meaning of the answer. */
  void blocking(String param, String what, String instead) {
    blocking.add(
        new ChatRequest.Blocking(
            param,
            param
                + ": "
                + what
                + " only reach a provider of OpenAI Chat Completions, and this model is served by"
                + " another protocol; "
                + instead));
  }

  List<String> droppable() {
    return List.copyOf(droppable);
  }

  List<ChatRequest.Blocking> blocking() {
    return blocking;
  }
}
