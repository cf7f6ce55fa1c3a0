package dev.sluice.dialect.anthropic;

import dev.sluice.chat.Chunk;
import dev.sluice.chat.FinishReason;
import dev.sluice.json.JsonWriter;
import org.jspecify.annotations.Nullable;

/** Stop reasons, in and out. Source: protocol reference, §12. */
final class StopReasons {

  private StopReasons() {}

  static FinishReason read(String raw) {
    return switch (raw) {
      case "end_turn" -> FinishReason.STOP;
      case "max_tokens" -> FinishReason.LENGTH;
      case "stop_sequence" -> FinishReason.STOP_SEQUENCE;
      case "tool_use" -> FinishReason.TOOL_CALLS;
      case "pause_turn" -> FinishReason.PAUSE;
      case "refusal" -> FinishReason.REFUSAL;
      case "model_context_window_exceeded" -> FinishReason.CONTEXT_EXCEEDED;
      default -> FinishReason.OTHER;
    };
  }

  /**
   * Writes {@code stop_reason}, {@code stop_sequence} and what belongs to them into the object that
   * is open.
   */
  static void write(Chunk.@Nullable Finish finish, JsonWriter json) {
    if (finish == null) {
      json.member("stop_reason", "end_turn").name("stop_sequence").nil();
      return;
    }
    var raw = Extras.find(finish.extra(), Extras.RAW, "stop_reason");
    json.name("stop_reason");
    if (raw == null) {
      json.text(name(finish.reason()));
    } else {
      json.raw(raw);
    }
    json.name("stop_sequence");
    var sequence = finish.stopSequence();
    if (sequence == null) {
      json.nil();
    } else {
      json.text(sequence);
    }
    if (!finish.extra().of(Wire.NAME) && name(finish.reason()).equals("refusal")) {
      json.name("stop_details").beginObject().member("type", "refusal");
      json.name("category").nil().name("explanation").nil().endObject();
    }
    Extras.write(finish.extra(), Extras.DELTA, json);
  }

  private static String name(FinishReason reason) {
    return switch (reason) {
      case STOP, MALFORMED, OTHER -> "end_turn";
      case STOP_SEQUENCE -> "stop_sequence";
      case LENGTH -> "max_tokens";
      case CONTEXT_EXCEEDED -> "model_context_window_exceeded";
      case TOOL_CALLS -> "tool_use";
      case CONTENT_FILTER, GUARDRAIL, REFUSAL -> "refusal";
      case PAUSE -> "pause_turn";
    };
  }
}
