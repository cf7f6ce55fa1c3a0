package dev.sluice.dialect.openai;

import dev.sluice.chat.BlockKind;
import dev.sluice.chat.Chunk;
import dev.sluice.chat.ErrorCode;
import dev.sluice.chat.Extra;
import dev.sluice.chat.Failure;
import dev.sluice.dialect.SurrogateHold;
import dev.sluice.json.Json;
import org.jspecify.annotations.Nullable;

/**
 * One choice of an answer: which block is open, and how it ended.
 *
 * <p>Text, reasoning and refusal close each other; calls stay open until the choice has ended.
 */
final class Choice {

  private final int index;
  private final ChatAnswer answer;
  private final ToolCalls calls;
  private final Carrier carrier = new Carrier();
  private final SurrogateHold hold = new SurrogateHold();
  private int blocks;
  private int open = -1;
  private BlockKind kind = BlockKind.TEXT;
  private @Nullable String reason;
  private boolean finished;

  Choice(int index, ChatAnswer answer) {
    this.index = index;
    this.answer = answer;
    this.calls = new ToolCalls(this, answer);
  }

  int index() {
    return index;
  }

  /** Whether the choice has said why it ended. */
  boolean said() {
    return reason != null;
  }

  /** The open block, or -1. */
  int open() {
    return open;
  }

  void read(Json.Obj choice, String body, long offset) {
    choice
        .members()
        .forEach((name, value) -> {
          if (!known(name, body, choice)) {
            answer.carry(carrier, Places.CHOICE, name, value);
          }
        });
    var logprobs = choice.object("logprobs");
    if (logprobs.isPresent()) {
      answer.emit(new Chunk.Logprobs(index, Places.PROTOCOL, logprobs.get().compact()));
    }
    var content = choice.members().get(body);
    if (content instanceof Json.Obj delta) {
      new DeltaReader(this, answer, calls, carrier).read(delta, offset);
    } else if (content != null && !(content instanceof Json.Nil)) {
      answer.problem(offset, body + " is not an object");
    } else {
      grow(BlockKind.TEXT, choice.text("text").orElse(""), Extra.NONE);
    }
    var said = choice.text("finish_reason").orElse("");
    if (reason == null && !said.isEmpty()) {
      ended(said);
    }
  }

  private static boolean known(String name, String body, Json.Obj choice) {
    return switch (name) {
      case "index", "finish_reason", "logprobs", "usage" -> true;
      case "text" -> !choice.has(body);
      // beside a whole message it says the same again, and would be taken for a chunk's own
      case "delta" -> true;
      default -> name.equals(body);
    };
  }

  private void ended(String said) {
    reason = said;
    if (FinishWords.isFailure(said)) {
      answer.fail(
          new Failure(
              ErrorCode.UPSTREAM_ERROR,
              "the provider broke off: finish_reason " + said,
              null,
              said,
              null,
              null,
              null,
              null));
    }
  }

  /** Opens a block of this kind, unless it is open; what else was open is closed. */
  void opened(BlockKind wanted) {
    if (open >= 0 && kind == wanted) {
      return;
    }
    close();
    calls.begin();
    kind = wanted;
    open = next();
    answer.emit(new Chunk.BlockStart(index, open, wanted, null, Extra.NONE));
  }

  /** The number of a new block. */
  int next() {
    return blocks++;
  }

  /** Closes the open block of text, reasoning or refusal. */
  void close() {
    if (open < 0) {
      return;
    }
    var rest = hold.flush();
    if (!rest.isEmpty()) {
      emit(rest, Extra.NONE);
    }
    answer.emit(new Chunk.BlockEnd(index, open));
    open = -1;
  }

  void grow(BlockKind wanted, String text, Extra spelling) {
    if (text.isEmpty()) {
      return;
    }
    opened(wanted);
    var joined = hold.join(text);
    if (!joined.isEmpty()) {
      emit(joined, extra(spelling));
    }
  }

  /** Grows the open block by a text that waits for nothing and carries {@code extra}. */
  void growOpen(String text, Extra extra) {
    var joined = hold.join(text);
    if (!joined.isEmpty()) {
      emit(joined, extra);
    }
  }

  private Extra extra(Extra first) {
    return first.plus(take());
  }

  /** The unknown members that wait for a chunk of this choice. */
  Extra take() {
    return answer.take(carrier);
  }

  boolean waiting() {
    return !carrier.isEmpty();
  }

  private void emit(String text, Extra extra) {
    answer.emit(
        switch (kind) {
          case REASONING ->
              new Chunk.Reasoning(index, open, text, Chunk.Reasoning.Form.FULL, 0, extra);
          case REFUSAL -> new Chunk.Refusal(index, open, text, extra);
          default -> new Chunk.Text(index, open, text, extra);
        });
  }

  /** Closes all blocks and says why the choice ended. */
  void finish() {
    if (finished) {
      return;
    }
    finished = true;
    close();
    calls.finish();
    var neutral = FinishWords.read(reason, calls.any());
    answer.emit(new Chunk.Finish(index, neutral, reason, null, take()));
  }
}
