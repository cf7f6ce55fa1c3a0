package dev.sluice.dialect.anthropic;

import dev.sluice.chat.BlockKind;
import dev.sluice.chat.Chunk;
import dev.sluice.chat.FinishReason;
import dev.sluice.dialect.EndWords;
import dev.sluice.json.Json;
import org.jspecify.annotations.Nullable;

/** Gathers from {@code message_delta}s why an answer stopped. */
final class Stop {

  private final Extras extras = new Extras();
  private String reason = "";
  private @Nullable String sequence;
  private boolean called;
  private boolean known;

  /** Takes what {@code message_start}, or a whole answer, says. */
  void begin(Json.Obj message) {
    reason = message.text("stop_reason").filter(EndWords::isWord).orElse("");
    sequence = message.text("stop_sequence").orElse(null);
  }

  /** Takes those members of a whole message that a stream has in its {@code message_delta}. */
  void whole(Json.Obj message) {
    keep(message, Extras.DELTA, "stop_details");
    keep(message, Extras.DELTA, "container");
    keep(message, Extras.EVENT, "context_management");
  }

  private void keep(Json.Obj message, String place, String name) {
    var value = message.members().get(name);
    if (value != null) {
      extras.add(place, name, value.compact());
    }
  }

  /** Notes a block of this kind. */
  void sees(BlockKind kind) {
    called |= kind == BlockKind.TOOL;
  }

  void change(Json.Obj event) {
    var delta = event.object("delta").orElseGet(Json.Obj::of);
    extras.keep(event, Extras.EVENT, "type", "delta", "usage");
    extras.keep(delta, Extras.DELTA, "stop_reason", "stop_sequence");
    var given = delta.text("stop_reason").orElse("");
    if (EndWords.isWord(given)) {
      known = true;
      reason = given;
      sequence = delta.text("stop_sequence").orElse(null);
    }
  }

  /** The provider's word, "" before it. */
  String reason() {
    return reason;
  }

  /** Whether a {@code message_delta} gave the reason: no block may follow. */
  boolean known() {
    return known;
  }

  Chunk.Finish finish() {
    var neutral = neutral();
    if (neutral == FinishReason.OTHER && !reason.isEmpty()) {
      extras.add(Extras.RAW, "stop_reason", new Json.Text(reason).compact());
    }
    return new Chunk.Finish(0, neutral, reason.isEmpty() ? null : reason, sequence, extras.take());
  }

  private FinishReason neutral() {
    var neutral = reason.isEmpty() ? FinishReason.OTHER : StopReasons.read(reason);
    if (called && (neutral == FinishReason.STOP || reason.isEmpty())) {
      return FinishReason.TOOL_CALLS;
    }
    return !called && neutral == FinishReason.TOOL_CALLS ? FinishReason.STOP : neutral;
  }
}
