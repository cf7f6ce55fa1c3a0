package dev.sluice.dialect.anthropic;

import dev.sluice.chat.Chunk;
import dev.sluice.chat.Extra;
import dev.sluice.json.Json;
import dev.sluice.json.MalformedJson;
import java.nio.charset.StandardCharsets;

/**
 * Holds the unknown members of {@code content_block_stop} and {@code message_stop}, which come just
 * before the chunk that is written as that event.
 */
final class Tail {

  private String event = "";
  private Extra extra = Extra.NONE;

  /** Takes the members if {@code opaque} is one of those two events. */
  boolean keeps(Chunk.Opaque opaque) {
    if (!opaque.event().equals(Wire.BLOCK_STOP) && !opaque.event().equals(Wire.MESSAGE_STOP)) {
      return false;
    }
    try {
      var json = Json.parse(opaque.json().getBytes(StandardCharsets.UTF_8));
      var members = json.asObject().orElseGet(Json.Obj::of);
      extra = Extras.of(members, Extras.EVENT, "type", "index").take();
      event = opaque.event();
    } catch (MalformedJson e) {
      throw new IllegalStateException("an opaque event that is not JSON", e);
    }
    return true;
  }

  /** The members of this event, once. */
  Extra take(String name) {
    if (!event.equals(name)) {
      return Extra.NONE;
    }
    event = "";
    return extra;
  }
}
