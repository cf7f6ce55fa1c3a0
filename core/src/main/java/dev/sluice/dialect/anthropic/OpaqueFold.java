package dev.sluice.dialect.anthropic;

import dev.sluice.chat.Chunk;
import dev.sluice.json.Json;
import dev.sluice.json.JsonWriter;
import dev.sluice.json.MalformedJson;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Folds the events of a block that only this protocol knows to the whole block: {@code
 * partial_json} becomes {@code input}, strings grow, all else is replaced.
 */
final class OpaqueFold {

  private final Map<String, StringBuilder> grown = new LinkedHashMap<>();
  private final StringBuilder input = new StringBuilder();
  private Json.Obj block = Json.Obj.of();

  private OpaqueFold() {}

  /** Writes the block, if it is one of ours. */
  static void write(List<Chunk.Opaque> events, JsonWriter json) {
    if (events.isEmpty() || !events.getFirst().protocol().equals(Wire.NAME)) {
      return;
    }
    var fold = new OpaqueFold();
    for (var event : events) {
      fold.add(event);
    }
    json.tree(fold.whole());
  }

  private void add(Chunk.Opaque opaque) {
    try {
      var parsed = Json.parse(opaque.json().getBytes(StandardCharsets.UTF_8));
      var event = parsed.asObject().orElseGet(Json.Obj::of);
      if (opaque.event().equals(Wire.BLOCK_START)) {
        block = event.object("content_block").orElseGet(Json.Obj::of);
      } else {
        event.object("delta").ifPresent(this::grow);
      }
    } catch (MalformedJson e) {
      throw new IllegalStateException("an opaque event that is not JSON", e);
    }
  }

  private void grow(Json.Obj delta) {
    for (var member : delta.members().entrySet()) {
      var name = member.getKey();
      switch (member.getValue()) {
        case Json.Text text when name.equals("partial_json") -> input.append(text.value());
        case Json.Text text when name.equals("type") -> {}
        case Json.Text text ->
            grown
                .computeIfAbsent(name, n -> new StringBuilder(block.text(n).orElse("")))
                .append(text.value());
        case Json.Obj value -> block.put(name, value);
        case Json.Arr value -> block.put(name, value);
        case Json.Num value -> block.put(name, value);
        case Json.Bool value -> block.put(name, value);
        case Json.Nil value -> {}
      }
    }
  }

  private Json.Obj whole() {
    grown.forEach((name, text) -> block.put(name, text.toString()));
    if (!input.isEmpty()) {
      block.put("input", AnthropicWholeEncoder.object(input.toString()));
    }
    return block;
  }
}
