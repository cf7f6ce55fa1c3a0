package dev.sluice.dialect.anthropic;

import dev.sluice.chat.Chunk;
import dev.sluice.chat.Extra;
import dev.sluice.dialect.EncodeSettings;
import dev.sluice.json.JsonWriter;
import org.jspecify.annotations.Nullable;

/** Id and model of a message, in the shape that clients of this protocol know. */
final class MessageHead {

  private final EncodeSettings settings;
  private Chunk.Start start = new Chunk.Start(null, null, "", 1, null, Extra.NONE);

  MessageHead(EncodeSettings settings) {
    this.settings = settings;
  }

  void is(Chunk.Start given) {
    start = given;
  }

  Extra extra() {
    return start.extra();
  }

  /** Writes {@code id, type, role, model}; the object stays open. */
  void begin(JsonWriter json) {
    json.beginObject();
    json.member("id", id(start.id())).member("type", "message").member("role", "assistant");
    var model = start.model();
    json.member("model", model == null || model.isEmpty() ? settings.requestedModel() : model);
  }

  private String id(@Nullable String given) {
    return given != null && given.startsWith("msg_") ? given : settings.fresh().id("msg_01", 22);
  }
}
