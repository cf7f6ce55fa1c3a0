package dev.sluice.chat;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Pairs the results of a history with its calls. An id may stand for several calls: a result
 * belongs to the latest turn in which one of them is still without, there to the first. One thread.
 */
final class OpenCalls {

  private final Map<String, SameId> byClientId = new HashMap<>();

  /** What a result is to the calls before it. */
  sealed interface Answer {
    /** It is the result of this call. */
    record Taken(Call call) implements Answer {}

    /** All calls of its id have results; {@code same} if the last one says the same. */
    record Doubled(boolean same) implements Answer {}

    /** No call has its id. */
    record Orphan() implements Answer {}
  }

  /** A call and what came of it. */
  static final class Call {
    private final String id;
    private final int turn;
    private Part.@Nullable ToolResult result;

    private Call(String id, int turn) {
      this.id = id;
      this.turn = turn;
    }

    /** The number of its turn. */
    int turn() {
      return turn;
    }

    /** Its result, by its own id; one that says that it was not executed, if there is none. */
    Part.ToolResult result() {
      return result == null
          ? new Part.ToolResult(id, List.of(new Part.Text(Turns.NOT_EXECUTED)), true)
          : new Part.ToolResult(id, result.content(), result.error());
    }
  }

  /**
   * Notes a call.
   *
   * @param clientId the id that its result will have
   * @param id the id that the target sees
   * @param turn the number of its turn
   */
  Call open(String clientId, String id, int turn) {
    var call = new Call(id, turn);
    byClientId.computeIfAbsent(clientId, i -> new SameId()).open(call);
    return call;
  }

  Answer answer(Part.ToolResult result) {
    var same = byClientId.get(result.callId());
    return same == null ? new Answer.Orphan() : same.answer(result);
  }

  /** The calls that share one id of the client; constant time for each call and result. */
  private static final class SameId {
    /** The calls without result, by turn. */
    private final ArrayDeque<ArrayDeque<Call>> open = new ArrayDeque<>(1);

    private Part.@Nullable ToolResult last;

    void open(Call call) {
      if (open.isEmpty() || open.getLast().getFirst().turn != call.turn) {
        open.addLast(new ArrayDeque<>(1));
      }
      open.getLast().addLast(call);
    }

    Answer answer(Part.ToolResult result) {
      if (open.isEmpty()) {
        return new Answer.Doubled(result.equals(last));
      }
      var call = open.getLast().removeFirst();
      if (open.getLast().isEmpty()) {
        open.removeLast();
      }
      call.result = result;
      last = result;
      return new Answer.Taken(call);
    }
  }
}
