package dev.sluice.dialect;

import dev.sluice.chat.Chunk;
import dev.sluice.chat.ChunkSink;
import dev.sluice.chat.Extra;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Gives the arguments of calls the client's names of properties again. The arguments of a tool with
 * renamed properties are kept until they are whole, and passed on at once; beyond a bound they go
 * as they are. Everything else passes untouched. One for each answer.
 */
final class PropertyRestorer implements ChunkSink {

  static final int ARGUMENTS_CHARS_MAX = 8 << 20;

  private final Map<String, Map<String, String>> clientNames;
  private final ChunkSink sink;
  private final Map<Place, Held> held = new LinkedHashMap<>(2);

  private record Place(int choice, int block) {}

  private record Held(Map<String, String> names, StringBuilder arguments) {}

  PropertyRestorer(Map<String, Map<String, String>> clientNames, ChunkSink sink) {
    this.clientNames = clientNames;
    this.sink = sink;
  }

  @Override
  public void accept(Chunk chunk) {
    if (chunk instanceof Chunk.BlockStart start) {
      begin(start);
    } else if (held.isEmpty()) {
      sink.accept(chunk);
    } else if (chunk instanceof Chunk.Arguments arguments) {
      hold(arguments);
    } else if (chunk instanceof Chunk.BlockEnd end) {
      release(new Place(end.choice(), end.block()), true);
      sink.accept(end);
    } else {
      if (chunk.terminal() || chunk instanceof Chunk.Finish) {
        for (var place : held.keySet().toArray(Place[]::new)) {
          release(place, true);
        }
      }
      sink.accept(chunk);
    }
  }

  private void begin(Chunk.BlockStart start) {
    var tool = start.tool();
    var names = tool == null ? null : clientNames.get(tool.name());
    if (names != null) {
      held.put(new Place(start.choice(), start.block()), new Held(names, new StringBuilder()));
    }
    sink.accept(start);
  }

  private void hold(Chunk.Arguments arguments) {
    var place = new Place(arguments.choice(), arguments.block());
    var block = held.get(place);
    if (block == null) {
      sink.accept(arguments);
      return;
    }
    block.arguments.append(arguments.json());
    if (block.arguments.length() > ARGUMENTS_CHARS_MAX) {
      release(place, false);
    }
  }

  private void release(Place place, boolean whole) {
    var block = held.remove(place);
    if (block == null || block.arguments.isEmpty()) {
      return;
    }
    var text = block.arguments.toString();
    var told = whole ? SchemaKeys.arguments(text, block.names) : text;
    sink.accept(new Chunk.Arguments(place.choice(), place.block(), told, Extra.NONE));
  }
}
