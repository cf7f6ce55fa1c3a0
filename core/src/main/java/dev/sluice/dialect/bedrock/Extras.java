package dev.sluice.dialect.bedrock;

import dev.sluice.chat.Chunk;
import dev.sluice.chat.Extra;
import dev.sluice.json.Json;
import dev.sluice.json.JsonWriter;
import org.jspecify.annotations.Nullable;

/** Writes the parts of an answer that streamed and whole answers share. */
final class Extras {

  private Extras() {}

  /** Writes Converse's own unknown members of one place. */
  static void write(JsonWriter writer, Extra extra, String place) {
    if (!extra.of(BedrockDialect.NAME)) {
      return;
    }
    for (var member : extra.members()) {
      if (member.place().equals(place)) {
        writer.name(member.name()).raw(member.json());
      }
    }
  }

  /**
   * What else came with the stop. Claude's stop sequence stands in {@code delta} in a stream, and
   * at the top of a whole answer, whichever of the two the provider sent.
   */
  static void afterStop(JsonWriter writer, Extra extra, boolean streamed) {
    if (!extra.of(BedrockDialect.NAME)) {
      return;
    }
    for (var member : extra.members()) {
      if (member.place().isEmpty() && !member.name().equals("stopReason")) {
        var isFields = member.name().equals(StopEvent.FIELDS);
        writer.name(member.name());
        writer.raw(isFields ? StopFields.placed(member.json(), streamed) : member.json());
      }
    }
  }

  private static boolean has(Extra extra, String place, String name) {
    return extra.of(BedrockDialect.NAME)
        && extra.members().stream()
            .anyMatch(member -> member.place().equals(place) && member.name().equals(name));
  }

  /** The provider's own word if it was Bedrock's and ours differs. */
  static void stopReason(JsonWriter writer, Chunk.Finish finish) {
    writer.name("stopReason");
    if (finish.extra().of(BedrockDialect.NAME)) {
      for (var member : finish.extra().members()) {
        if (member.place().isEmpty() && member.name().equals("stopReason")) {
          writer.raw(member.json());
          return;
        }
      }
    }
    writer.tree(new Json.Text(StopReasons.wire(finish.reason())));
  }

  /**
   * {@code usage} and {@code metrics}, and what else came with them. The required counts are 0 when
   * unknown, the optional ones stay away.
   */
  static void usage(JsonWriter writer, Chunk.Usage usage, long elapsedMillis) {
    var input = orZero(usage.input());
    var output = orZero(usage.output());
    writer.name("usage").beginObject();
    writer.member("inputTokens", input).member("outputTokens", output);
    if (!has(usage.extra(), "usage", "totalTokens")) {
      var cached = orZero(usage.cacheRead()) + orZero(usage.cacheWrite());
      writer.member("totalTokens", input + output + cached);
    }
    var cacheRead = usage.cacheRead();
    if (cacheRead != null) {
      writer.member("cacheReadInputTokens", cacheRead);
    }
    var cacheWrite = usage.cacheWrite();
    if (cacheWrite != null) {
      writer.member("cacheWriteInputTokens", cacheWrite);
    }
    write(writer, usage.extra(), "usage");
    writer.endObject();
    if (!has(usage.extra(), "", "metrics")) {
      writer.name("metrics").beginObject().member("latencyMs", elapsedMillis).endObject();
    }
    write(writer, usage.extra(), "");
  }

  private static long orZero(@Nullable Long count) {
    return count == null ? 0 : count;
  }
}
