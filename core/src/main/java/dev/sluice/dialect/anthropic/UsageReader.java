package dev.sluice.dialect.anthropic;

import dev.sluice.chat.Chunk;
import dev.sluice.json.Json;
import org.jspecify.annotations.Nullable;

/** Reads a {@code usage} object; what is null, negative or no number stays unknown. */
final class UsageReader {

  private UsageReader() {}

  static Chunk.Usage read(Json.Obj usage) {
    var extras =
        Extras.of(
            usage,
            Extras.USAGE,
            "input_tokens",
            "output_tokens",
            "cache_read_input_tokens",
            "cache_creation_input_tokens",
            "output_tokens_details");
    var details = usage.object("output_tokens_details");
    details.ifPresent(object -> extras.keep(object, Extras.DETAILS, "thinking_tokens"));
    return new Chunk.Usage(
        count(usage, "input_tokens"),
        count(usage, "output_tokens"),
        count(usage, "cache_read_input_tokens"),
        count(usage, "cache_creation_input_tokens"),
        details.isPresent() ? count(details.get(), "thinking_tokens") : null,
        extras.take());
  }

  private static @Nullable Long count(Json.Obj usage, String name) {
    var count = usage.integer(name).orElse(-1L);
    return count < 0 ? null : count;
  }
}
