package dev.sluice.dialect.openai;

import dev.sluice.chat.BlockKind;
import dev.sluice.chat.Chunk;
import dev.sluice.chat.Extra;
import dev.sluice.chat.FinishReason;
import dev.sluice.dialect.EndWords;
import dev.sluice.dialect.ErrorBody;
import dev.sluice.dialect.RestatedText;
import dev.sluice.dialect.SurrogateHold;
import dev.sluice.json.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One choice of an answer: which block is open, and how it ended.
 *
 * <p>Text, reasoning and refusal close each other; calls stay open until the choice has ended.
 */
final class Choice {

  private static final List<String> STOPS = List.of("stop_reason", "matched_stop", "stopping_word");

  private final int index;
  private final ChatAnswer answer;
  private final ToolCalls calls;
  private final Carrier carrier = new Carrier();
  private final SurrogateHold hold = new SurrogateHold();
  private int blocks;
  private int open = -1;
  private BlockKind kind = BlockKind.TEXT;
  private final RestatedText text = new RestatedText();
  private final RestatedText thought = new RestatedText();
  private @Nullable String reason;
  private @Nullable String sequence;
  private boolean finished;
  private boolean last; // whether the event that is read says why the choice ends

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
    last = EndWords.isWord(choice.text("finish_reason").orElse(""));
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
    } else if (!held() && choice.members().get("message") instanceof Json.Obj message) {
      // a whole answer in the place of a stream's event
      new DeltaReader(this, answer, calls, carrier).read(message, offset);
    } else {
      grow(BlockKind.TEXT, choice.text("text").orElse(""), Extra.NONE);
    }
    stopped(choice);
    var said = choice.text("finish_reason").orElse("");
    if (EndWords.isWord(said) || choice.get("error").isPresent()) {
      ended(said, choice);
    }
  }

  /** Whether anything came of it: content, or a call. */
  boolean held() {
    return blocks > 0 || calls.any();
  }

  /** The stop string that was met, as vLLM, SGLang and llama.cpp name it. */
  private void stopped(Json.Obj choice) {
    for (var name : STOPS) {
      var text = choice.text(name).orElse("");
      if (!text.isEmpty() && !FinishWords.isKnown(text)) {
        sequence = text;
      }
    }
  }

  private static boolean known(String name, String body, Json.Obj choice) {
    return switch (name) {
      case "index", "finish_reason", "logprobs", "usage", "error" -> true;
      case "text" -> !choice.has(body);
      // beside a whole message it says the same again, and would be taken for a chunk's own
      case "delta", "message" -> true;
      default -> name.equals(body);
    };
  }

  private void ended(String said, Json.Obj choice) {
    reason = said;
    var error = choice.has("error") ? ErrorBody.inBand("error", choice) : null;
    var useless = EndWords.isMalformed(said) && !held();
    if (error != null || EndWords.isFailure(said) || useless) {
      var failure = (error == null ? broken(said) : error).inStream(answer.content());
      answer.fail(
          failure.withMessage(
              failure.message().isEmpty() ? broken(said).message() : failure.message()));
    }
  }

  private static ErrorBody broken(String said) {
    var message = "the provider broke off: finish_reason " + said;
    return new ErrorBody(message, "", said, "", 0, null, "");
  }

  /** Opens a block of this kind, unless it is open; what else was open is closed. */
  void opened(BlockKind wanted) {
    if (open >= 0 && kind == wanted) {
      return;
    }
    if (wanted != BlockKind.REASONING) {
      settleInOpen(thought);
    }
    close();
    calls.begin();
    kind = wanted;
    open = next();
    answer.emit(new Chunk.BlockStart(index, open, wanted, null, Extra.NONE));
  }

  /** Reasoning that waited for the next fragment has none any more once another block opens. */
  private void settleInOpen(RestatedText restated) {
    var rest = restated.end();
    if (!rest.isEmpty() && open >= 0 && kind == BlockKind.REASONING) {
      var joined = hold.join(rest);
      if (!joined.isEmpty()) {
        emit(joined, Extra.NONE);
      }
    }
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

  void grow(BlockKind wanted, String fragment, Extra spelling) {
    if (fragment.isEmpty()) {
      return;
    }
    var restated = restated(wanted);
    var fresh = restated == null ? fragment : restated.take(fragment, last);
    if (fresh.isEmpty()) {
      return;
    }
    append(wanted, fresh, extra(spelling));
  }

  private void append(BlockKind wanted, String fresh, Extra extra) {
    opened(wanted);
    var joined = hold.join(fresh);
    if (!joined.isEmpty()) {
      emit(joined, extra);
    }
  }

  private @Nullable RestatedText restated(BlockKind of) {
    return of == BlockKind.TEXT ? text : of == BlockKind.REASONING ? thought : null;
  }

  /** Whether nothing that came so far may be said again by what comes next. */
  boolean plain() {
    var restated = restated(kind);
    return restated != null && restated.plain();
  }

  /** Grows the open block by a text that waits for nothing and carries {@code extra}. */
  void growOpen(String piece, Extra extra) {
    var restated = kind == BlockKind.TEXT ? text : thought;
    restated.grown(piece.length());
    var joined = hold.join(piece);
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

  private void settle(BlockKind of, RestatedText restated) {
    var rest = restated.end();
    if (!rest.isEmpty()) {
      append(of, rest, Extra.NONE);
    }
  }

  /** Closes all blocks and says why the choice ended. */
  void finish() {
    if (finished) {
      return;
    }
    finished = true;
    settle(BlockKind.REASONING, thought);
    settle(BlockKind.TEXT, text);
    close();
    calls.finish();
    var neutral = FinishWords.read(reason, calls.any());
    if (sequence != null && neutral == FinishReason.STOP) {
      neutral = FinishReason.STOP_SEQUENCE;
    }
    answer.emit(new Chunk.Finish(index, neutral, reason, sequence, take()));
  }
}
