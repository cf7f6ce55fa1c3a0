package dev.sluice.dialect.openai;

import dev.sluice.chat.Chunk;
import dev.sluice.chat.Extra;
import dev.sluice.json.Json;
import dev.sluice.json.MalformedJson;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;

/**
 * Gathers the unknown members of an answer's chunks for the whole of it: the last value counts, but
 * the pieces of {@code reasoning_details} are joined, and padding has no meaning any more.
 */
final class ExtraFold {

  private static final String DETAILS = "reasoning_details";

  /** What some servers put beside a delta and what a whole choice has of its own. */
  private static final Set<String> PIECES = Set.of("message", "text");

  private final SequencedMap<String, Extra.Member> top = new LinkedHashMap<>();
  private final Map<Integer, SequencedMap<String, Extra.Member>> choices = new LinkedHashMap<>();
  private final Map<Integer, ReasoningDetails> details = new LinkedHashMap<>();

  /** The chunk without the members that were gathered. */
  Chunk strip(Chunk chunk) {
    return switch (chunk) {
      case Chunk.Start s -> {
        gather(0, s.extra());
        yield s;
      }
      case Chunk.Text t -> {
        gather(t.choice(), t.extra());
        yield new Chunk.Text(t.choice(), t.block(), t.text(), Extra.NONE);
      }
      case Chunk.Refusal r -> {
        gather(r.choice(), r.extra());
        yield new Chunk.Refusal(r.choice(), r.block(), r.text(), Extra.NONE);
      }
      case Chunk.Reasoning r -> {
        gather(r.choice(), r.extra());
        yield new Chunk.Reasoning(
            r.choice(), r.block(), r.text(), r.form(), r.part(), spelling(r.extra()));
      }
      case Chunk.Arguments a -> {
        gather(a.choice(), a.extra());
        yield new Chunk.Arguments(a.choice(), a.block(), a.json(), tool(a.extra()));
      }
      case Chunk.BlockStart b -> {
        gather(b.choice(), b.extra());
        yield b;
      }
      case Chunk.Finish f -> {
        gather(f.choice(), f.extra());
        yield f;
      }
      case Chunk.Usage u -> {
        gather(0, u.extra());
        yield u;
      }
      case Chunk.BlockEnd _,
          Chunk.Signature _,
          Chunk.Citation _,
          Chunk.Media _,
          Chunk.Logprobs _,
          Chunk.Opaque _,
          Chunk.Problem _,
          Chunk.End _,
          Chunk.Failed _ ->
          chunk;
    };
  }

  private static Extra spelling(Extra extra) {
    return Places.spelled(extra, "reasoning") ? Places.REASONING : Extra.NONE;
  }

  private static Extra tool(Extra extra) {
    if (!extra.of(Places.PROTOCOL)) {
      return Extra.NONE;
    }
    var kept = new ArrayList<Extra.Member>();
    for (var member : extra.members()) {
      if (member.place().equals(Places.TOOL) || member.place().equals(Places.FUNCTION)) {
        kept.add(member);
      }
    }
    return kept.isEmpty() ? Extra.NONE : new Extra(Places.PROTOCOL, kept);
  }

  private void gather(int choice, Extra extra) {
    if (!extra.of(Places.PROTOCOL)) {
      return;
    }
    for (var member : extra.members()) {
      switch (member.place()) {
        case Places.TOP -> {
          if (!member.name().equals(Places.PADDING)) {
            top.put(member.name(), member);
          }
        }
        case Places.CHOICE, Places.DELTA -> inChoice(choice, member);
        default -> {}
      }
    }
  }

  private void inChoice(int choice, Extra.Member member) {
    if (member.name().equals(DETAILS) && member.place().equals(Places.DELTA)) {
      details.computeIfAbsent(choice, c -> new ReasoningDetails()).add(parse(member.json()));
    } else if (!member.place().equals(Places.CHOICE) || !PIECES.contains(member.name())) {
      choices
          .computeIfAbsent(choice, c -> new LinkedHashMap<>())
          .put(member.place() + "/" + member.name(), member);
    }
  }

  private static List<Json> parse(String json) {
    try {
      return Json.parse(json.getBytes(StandardCharsets.UTF_8)) instanceof Json.Arr array
          ? array.elements()
          : List.of();
    } catch (MalformedJson e) {
      throw new IllegalStateException("a chunk carries what is not JSON", e);
    }
  }

  /** The top-level members, without those that stand in {@code head} from now on. */
  List<Extra.Member> top(ChunkHead head) {
    var others = new LinkedHashMap<String, Extra.Member>();
    if (!top.isEmpty()) {
      head.sort(new Extra(Places.PROTOCOL, List.copyOf(top.values())), others);
    }
    return List.copyOf(others.values());
  }

  /** The members of one choice and of its message. */
  List<Extra.Member> of(int choice) {
    var all = new ArrayList<Extra.Member>();
    var joined = details.get(choice);
    if (joined != null) {
      all.add(new Extra.Member(Places.DELTA, DETAILS, joined.joined().compact()));
    }
    var others = choices.get(choice);
    if (others != null) {
      all.addAll(others.values());
    }
    return all;
  }
}
