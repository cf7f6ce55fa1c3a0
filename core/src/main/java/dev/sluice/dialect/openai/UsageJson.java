package dev.sluice.dialect.openai;

import dev.sluice.chat.Chunk;
import dev.sluice.chat.Extra;
import dev.sluice.json.Json;
import dev.sluice.json.JsonWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The {@code usage} object, in both directions.
 *
 * <p>On the wire the input includes what was cached, in the model it does not. A count that cannot
 * be computed back from the model's members is kept as an unknown member of its own name, so that
 * equal protocols see the provider's own number. Source: protocol reference, §13.
 */
final class UsageJson {

  private static final Set<String> COUNTS =
      Set.of("prompt_tokens", "completion_tokens", "total_tokens");
  private static final Set<String> PROMPT = Set.of("cached_tokens", "cache_write_tokens");
  private static final Set<String> COMPLETION = Set.of("reasoning_tokens");

  private UsageJson() {}

  static Chunk.Usage read(Json.Obj usage) {
    var extras = new ArrayList<Extra.Member>();
    usage.members().forEach((name, value) -> member(name, value, extras));
    var prompt = count(usage, "prompt_tokens");
    var details = usage.object(Places.PROMPT_DETAILS).orElse(null);
    var read =
        first(
            count(details, "cached_tokens"),
            count(usage, "prompt_cache_hit_tokens"),
            count(usage, "cached_tokens"));
    var write = count(details, "cache_write_tokens");
    var output = count(usage, "completion_tokens");
    var reasoning =
        first(
            count(usage.object(Places.COMPLETION_DETAILS).orElse(null), "reasoning_tokens"),
            count(usage, "reasoning_tokens"),
            null);
    var input = prompt == null ? null : Math.max(0, prompt - zero(read) - zero(write));
    var odd = prompt != null && prompt != zero(input) + zero(read) + zero(write);
    if (odd) {
      extras.add(new Extra.Member(Places.USAGE, "prompt_tokens", String.valueOf(prompt)));
    }
    var total = count(usage, "total_tokens");
    if (total != null && (odd || total != zero(prompt) + zero(output))) {
      extras.add(new Extra.Member(Places.USAGE, "total_tokens", total.toString()));
    }
    var extra = extras.isEmpty() ? Extra.NONE : new Extra(Places.PROTOCOL, extras);
    return new Chunk.Usage(input, output, read, write, reasoning, extra);
  }

  private static void member(String name, Json value, List<Extra.Member> extras) {
    if (value instanceof Json.Obj details && name.equals(Places.PROMPT_DETAILS)) {
      rest(details, name, PROMPT, extras);
    } else if (value instanceof Json.Obj details && name.equals(Places.COMPLETION_DETAILS)) {
      rest(details, name, COMPLETION, extras);
    } else if (!COUNTS.contains(name)
        && !name.equals(Places.PROMPT_DETAILS)
        && !name.equals(Places.COMPLETION_DETAILS)) {
      extras.add(new Extra.Member(Places.USAGE, name, value.compact()));
    }
  }

  private static void rest(
      Json.Obj details, String place, Set<String> known, List<Extra.Member> extras) {
    details
        .members()
        .forEach((name, value) -> {
          if (!known.contains(name)) {
            extras.add(new Extra.Member(place, name, value.compact()));
          }
        });
  }

  /** A count; absent when it is missing, no whole number or negative. */
  private static @Nullable Long count(Json.@Nullable Obj in, String name) {
    var count = in == null ? null : in.integer(name).orElse(null);
    return count == null || count < 0 ? null : count;
  }

  private static @Nullable Long first(
      @Nullable Long one, @Nullable Long two, @Nullable Long three) {
    return one != null ? one : two != null ? two : three;
  }

  private static long zero(@Nullable Long count) {
    return count == null ? 0 : count;
  }

  /** Whether there is any number to write. */
  static boolean known(Chunk.Usage usage) {
    return usage.inputTotal() != null || usage.output() != null;
  }

  /** Writes the object. */
  static void write(Chunk.Usage usage, JsonWriter json) {
    var members = usage.extra().of(Places.PROTOCOL) ? usage.extra().members() : NONE;
    var prompt = zero(usage.inputTotal());
    var completion = zero(usage.output());
    json.beginObject();
    count("prompt_tokens", prompt, members, json);
    count("completion_tokens", completion, members, json);
    count("total_tokens", prompt + completion, members, json);
    if (usage.cacheRead() != null
        || usage.cacheWrite() != null
        || has(members, Places.PROMPT_DETAILS)) {
      json.name(Places.PROMPT_DETAILS).beginObject();
      optional("cached_tokens", usage.cacheRead(), json);
      optional("cache_write_tokens", usage.cacheWrite(), json);
      ExtraJson.write(members, Places.PROMPT_DETAILS, json);
      json.endObject();
    }
    if (usage.reasoning() != null || has(members, Places.COMPLETION_DETAILS)) {
      json.name(Places.COMPLETION_DETAILS).beginObject();
      optional("reasoning_tokens", usage.reasoning(), json);
      ExtraJson.write(members, Places.COMPLETION_DETAILS, json);
      json.endObject();
    }
    for (var member : members) {
      if (member.place().equals(Places.USAGE) && !COUNTS.contains(member.name())) {
        json.name(member.name()).raw(member.json());
      }
    }
    json.endObject();
  }

  private static final List<Extra.Member> NONE = List.of();

  private static boolean has(List<Extra.Member> members, String place) {
    for (var member : members) {
      if (member.place().equals(place)) {
        return true;
      }
    }
    return false;
  }

  private static void count(
      String name, long computed, List<Extra.Member> members, JsonWriter json) {
    for (var member : members) {
      if (member.place().equals(Places.USAGE) && member.name().equals(name)) {
        json.name(name).raw(member.json());
        return;
      }
    }
    json.member(name, computed);
  }

  private static void optional(String name, @Nullable Long count, JsonWriter json) {
    if (count != null) {
      json.member(name, count);
    }
  }
}
