package dev.sluice.chat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * How the calls of an answer are told to the client: by its own names of the tools, and by ids that
 * stand for one call only. Made with the request, used for its answer.
 *
 * @param names the client's own names of tools that were renamed for the provider
 * @param takenIds ids that calls of the history have, by the client's count or the provider's
 */
public record CallWords(Map<String, String> names, Set<String> takenIds) implements AnswerWords {

  /** Those of a request without a history of calls and without renamed tools. */
  public static final CallWords NONE = new CallWords(Map.of(), Set.of());

  public CallWords {
    names = Map.copyOf(names);
    takenIds = Set.copyOf(takenIds);
  }

  /** Those of a request that is sent on in its own words. */
  public static CallWords of(ChatRequest request) {
    var ids = callIds(request);
    return ids.isEmpty() ? NONE : new CallWords(Map.of(), ids);
  }

  /** The ids of all calls of the history. */
  static Set<String> callIds(ChatRequest request) {
    var ids = new HashSet<String>();
    for (var message : request.messages()) {
      for (var part : message.parts()) {
        if (part instanceof Part.ToolCall call) {
          ids.add(call.id());
        }
      }
    }
    return ids;
  }

  @Override
  public ChunkSink before(ChunkSink sink) {
    return new Telling(this, sink);
  }

  /** Renames the calls of one answer; everything else passes untouched. */
  private static final class Telling implements ChunkSink {
    private static final Spelling FRESH = new Spelling("_-", 1, 40);

    private final CallWords words;
    private final ChunkSink sink;

    /** Ids of this answer, each with its choice in front: choices do not meet in one history. */
    private final Set<String> given = new HashSet<>(4);

    Telling(CallWords words, ChunkSink sink) {
      this.words = words;
      this.sink = sink;
    }

    @Override
    public void accept(Chunk chunk) {
      if (chunk instanceof Chunk.BlockStart start) {
        sink.accept(told(start));
      } else {
        sink.accept(chunk);
      }
    }

    private Chunk.BlockStart told(Chunk.BlockStart start) {
      var tool = start.tool();
      if (tool == null || tool.kind() == ToolKind.SERVER) {
        return start;
      }
      var name = words.names.getOrDefault(tool.name(), tool.name());
      var id = unique(start.choice(), tool.callId());
      return name.equals(tool.name()) && id.equals(tool.callId())
          ? start
          : new Chunk.BlockStart(
              start.choice(),
              start.block(),
              start.kind(),
              new Chunk.ToolHead(id, name, tool.kind()),
              start.extra());
    }

    /** How often each id has come, and how often another one was tried for it. */
    private final Map<String, Integer> seen = new HashMap<>(4);

    /** Providers give out an id again that the client has heard before; it pairs results by it. */
    private String unique(int choice, String id) {
      var candidate = id;
      while (words.takenIds.contains(candidate) || !given.add(choice + ":" + candidate)) {
        candidate = FRESH.derivedId(id + '\n' + (1 + seen.merge(id, 1, Integer::sum)));
      }
      return candidate;
    }
  }
}
