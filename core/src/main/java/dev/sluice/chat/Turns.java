package dev.sluice.chat;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The history of a request as every provider takes it, decided once for all dialects; they only
 * render it.
 *
 * <p>The user speaks first and turns alternate: neighbours of one role are one turn. No text is
 * blank, no turn is empty. Every call has an id of its own, and its result stands first in the turn
 * behind it, wherever the client had it; a call that nothing came of has a result that says so. A
 * result without a call, and a second, different result of one call, become text of the user. A
 * turn begins with its reasoning where it has any that the target knows as its own, never ends with
 * it and never consists of it. Everything that is left out or becomes something else is named.
 */
public final class Turns {

  /** What stands for a user who says nothing. */
  static final String SILENCE = ".";

  static final String GO_ON = "Continue.";
  static final String NOT_EXECUTED = "tool call was not executed";

  /** What stands in front of a result whose call is gone. */
  static final String ORPHAN = "[Result of a tool call that is no longer in this conversation]\n";

  /** What stands in front of a second result of a call. */
  static final String DOUBLE = "[Another result of the same tool call]\n";

  private static final String SYSTEM = "<system>";

  /** Which pieces of reasoning may go to the target. */
  @FunctionalInterface
  public interface Keeps {
    /**
     * Whether this one may.
     *
     * @param index of the client's message that it stands in
     */
    boolean test(Part.Reasoning reasoning, Message message, int index);
  }

  private final List<Part.Text> system;
  private final List<Message> turns;
  private final Set<String> changed;
  private final Set<String> ids;
  private final boolean lostThought;

  Turns(
      List<Part.Text> system,
      List<Message> turns,
      Set<String> changed,
      Set<String> ids,
      boolean lostThought) {
    this.system = List.copyOf(system);
    this.turns = List.copyOf(turns);
    this.changed = changed;
    this.ids = ids;
    this.lostThought = lostThought;
  }

  /**
   * Brings a history into the form that the target takes.
   *
   * @param asked the request with names that the target takes
   * @param keeps whether a piece of reasoning may go to the target
   */
  public static Turns of(CallNames asked, HistoryRules rules, Keeps keeps) {
    return new TurnsMaker(asked.request(), rules, keeps).make();
  }

  /** The system text in front. */
  public List<Part.Text> system() {
    return system;
  }

  /**
   * The turns. Texts, refusals, calls and kept reasoning of the assistant; results, then texts, of
   * the user; texts between the turns where system text may stand there. Parts that only the
   * client's protocol knows are still in their places.
   */
  public List<Message> turns() {
    return turns;
  }

  /** Where the client wrote what is left out or has become something else, in order. */
  public Set<String> changed() {
    return changed;
  }

  /** The words in which the answer's calls are told to the client. */
  public CallWords words(CallNames asked) {
    var taken = new HashSet<>(ids);
    taken.addAll(CallWords.callIds(asked.request()));
    return new CallWords(asked.clientNames(), taken);
  }

  /** The names of all tools that the history calls, in order. */
  public Set<String> calledTools() {
    var names = new LinkedHashSet<String>();
    for (var turn : turns) {
      for (var part : turn.parts()) {
        if (part instanceof Part.ToolCall call) {
          names.add(call.name());
        }
      }
    }
    return names;
  }

  /** Whether the conversation ends with the beginning of the answer. */
  public boolean prefilled() {
    return turns.getLast().role() == Message.Role.ASSISTANT;
  }

  /**
   * Whether a model that signs its reasoning cannot think on: a turn with calls has lost its
   * reasoning or never had it, or the answer has begun without.
   */
  public boolean lacksThought() {
    if (lostThought || prefilled()) {
      return true;
    }
    for (var i = turns.size() - 1; i >= 0; i--) {
      var turn = turns.get(i);
      if (calls(turn) && !(turn.parts().getFirst() instanceof Part.Reasoning)) {
        return true;
      }
      var asks = turn.role() == Message.Role.USER && (i == 0 || !calls(turns.get(i - 1)));
      if (asks) {
        return false; // what was before this question is over
      }
    }
    return false;
  }

  /** System text as a part of the user's turn. */
  static Part.Text folded(Part.Text text) {
    return new Part.Text(SYSTEM + text.text() + "</system>");
  }

  /**
   * Whether a part of a user's turn is not the user's own words: a result, or text from elsewhere.
   */
  public static boolean isForeignToUser(Part part) {
    return switch (part) {
      case Part.ToolResult result -> true;
      case Part.Text text ->
          text.text().startsWith(SYSTEM)
              || text.text().startsWith(ORPHAN)
              || text.text().startsWith(DOUBLE);
      case Part.Refusal refusal -> false;
      case Part.Foreign foreign -> false;
      case Part.Reasoning reasoning -> false;
      case Part.ToolCall call -> false;
    };
  }

  static boolean calls(Message turn) {
    return turn.parts().stream().anyMatch(part -> part instanceof Part.ToolCall);
  }
}
