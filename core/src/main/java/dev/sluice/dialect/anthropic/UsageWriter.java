package dev.sluice.dialect.anthropic;

import dev.sluice.chat.Chunk;
import dev.sluice.json.JsonWriter;
import org.jspecify.annotations.Nullable;

/**
 * Adds up the usage of an answer and writes it. Counts are absolute: later ones replace earlier
 * ones, member by member. What is unknown stays away, but for the two counts that every reader
 * takes for granted.
 */
final class UsageWriter {

  private final Extras extras = new Extras();
  private Chunk.Usage usage = Chunk.Usage.UNKNOWN;

  void add(Chunk.Usage more) {
    usage = usage.merge(more);
    extras.add(more.extra());
  }

  /**
   * Writes the object.
   *
   * @param inputRequired whether {@code input_tokens} has to be there, 0 if unknown
   * @param output what {@code output_tokens} is if unknown here
   */
  void write(JsonWriter json, boolean inputRequired, long output) {
    var extra = extras.take();
    extras.add(extra);
    json.beginObject();
    var input = usage.input();
    if (input != null || inputRequired) {
      json.member("input_tokens", input == null ? 0 : input);
    }
    count(json, "cache_creation_input_tokens", usage.cacheWrite());
    count(json, "cache_read_input_tokens", usage.cacheRead());
    json.member("output_tokens", output(output));
    var reasoning = usage.reasoning();
    if (reasoning != null) {
      json.name("output_tokens_details").beginObject().member("thinking_tokens", reasoning);
      Extras.write(extra, Extras.DETAILS, json);
      json.endObject();
    }
    Extras.write(extra, Extras.USAGE, json);
    json.endObject();
  }

  long output(long unknown) {
    var output = usage.output();
    return output == null ? unknown : output;
  }

  private static void count(JsonWriter json, String name, @Nullable Long count) {
    if (count != null) {
      json.member(name, count);
    }
  }
}
