package dev.sluice.dialect.openai;

import dev.sluice.chat.Chunk;
import dev.sluice.json.JsonWriter;

/** Sources of other protocols as the one kind of annotation that Chat Completions has. */
final class Annotations {

  private Annotations() {}

  /** Writes a citation that has a URL; other protocols do not say at which character it stands. */
  static void write(Chunk.Citation citation, int chars, JsonWriter json) {
    var title = citation.title();
    json.beginObject().member("type", "url_citation").name("url_citation").beginObject();
    json.member("start_index", chars).member("end_index", chars);
    json.member("url", String.valueOf(citation.url()));
    json.member("title", title == null ? "" : title).endObject().endObject();
  }
}
