package dev.sluice.dialect.bedrock;

import dev.sluice.chat.Chunk;
import dev.sluice.chat.Extra;
import dev.sluice.chat.FinishReason;
import dev.sluice.dialect.EndWords;
import dev.sluice.json.Json;
import dev.sluice.json.JsonReader;
import dev.sluice.json.MalformedJson;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Why an answer stopped, as {@code messageStop} or a whole answer says it. */
final class StopEvent {

  static final String FIELDS = "additionalModelResponseFields";

  private @Nullable String raw;
  private @Nullable String sequence;
  private final Members members = new Members();

  static StopEvent read(byte[] bytes, int offset, int length) throws MalformedJson {
    var stop = new StopEvent();
    var reader = BedrockEvent.enter(bytes, offset, length);
    while (reader.next()) {
      if (!stop.takes(reader)) {
        stop.members.keep("", reader);
      }
    }
    reader.finish();
    return stop;
  }

  /** Reads the member that the reader stands on if it is about the stop. */
  boolean takes(JsonReader reader) throws MalformedJson {
    switch (reader.name()) {
      case "stopReason" -> {
        var said = reader.text();
        raw = EndWords.isWord(said) ? said : null;
      }
      case FIELDS -> fields(reader.tree());
      default -> {
        return false;
      }
    }
    return true;
  }

  private void fields(Json fields) {
    if (fields instanceof Json.Nil) {
      return;
    }
    members.keep(new Extra.Member("", FIELDS, fields.compact()));
    sequence =
        fields.asObject().flatMap(StopEvent::sequence).filter(text -> !text.isEmpty()).orElse(null);
  }

  private static Optional<String> sequence(Json.Obj fields) {
    return fields
        .text("stop_sequence")
        .or(() -> fields.object("delta").flatMap(delta -> delta.text("stop_sequence")));
  }

  Chunk.Finish finish(boolean calls) {
    if (raw == null) {
      return new Chunk.Finish(0, FinishReason.OTHER, null, sequence, members.extra());
    }
    var reason = StopReasons.reason(raw, calls);
    if (!StopReasons.wire(reason).equals(raw)) {
      members.keep(new Extra.Member("", "stopReason", new Json.Text(raw).compact()));
    }
    return new Chunk.Finish(0, reason, raw, sequence, members.extra());
  }
}
