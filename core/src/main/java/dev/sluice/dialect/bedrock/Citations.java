package dev.sluice.dialect.bedrock;

import dev.sluice.chat.Chunk;
import dev.sluice.json.Json;
import dev.sluice.json.JsonWriter;
import dev.sluice.json.MalformedJson;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Converse's citation and ours. */
final class Citations {

  private Citations() {}

  static Chunk.Citation chunk(int block, String json) {
    var citation = parse(json);
    var url =
        citation
            .flatMap(c -> c.object("location"))
            .flatMap(location -> location.object("web"))
            .flatMap(web -> web.text("url"));
    var title = citation.flatMap(c -> c.text("title"));
    return new Chunk.Citation(
        0, block, BedrockDialect.NAME, json, url.orElse(null), title.orElse(null));
  }

  private static Optional<Json.Obj> parse(String json) {
    try {
      return Json.parse(json.getBytes(StandardCharsets.UTF_8)).asObject();
    } catch (MalformedJson e) {
      return Optional.empty(); // cut out of a text that was read to its end: cannot be
    }
  }

  /** The citation as Converse writes it; absent when only another protocol could. */
  static @Nullable String wire(Chunk.Citation citation) {
    if (citation.protocol().equals(BedrockDialect.NAME)) {
      return citation.json();
    }
    var url = citation.url();
    if (url == null) {
      return null;
    }
    var writer = new JsonWriter(128).beginObject();
    var title = citation.title();
    if (title != null) {
      writer.member("title", title);
    }
    writer.name("location").beginObject().name("web").beginObject().member("url", url);
    writer.endObject().endObject().endObject();
    return new String(writer.toByteArray(), StandardCharsets.UTF_8);
  }
}
