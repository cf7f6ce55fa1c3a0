package dev.sluice.dialect.openai;

import dev.sluice.chat.Chunk;
import dev.sluice.chat.Extra;
import dev.sluice.dialect.EncodeSettings;
import dev.sluice.json.JsonWriter;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * What every chunk of one stream begins with: id, object, created, model and the members that stand
 * in all of them. The id never changes, whatever the provider does, since clients take another id
 * for another answer.
 */
final class ChunkHead {

  static final int ID_CHARS = 29;

  private final EncodeSettings settings;
  private final SequencedMap<String, String> standing = new LinkedHashMap<>();
  private @Nullable String id;
  private long created;
  private String model = "";

  ChunkHead(EncodeSettings settings) {
    this.settings = settings;
  }

  boolean known() {
    return id != null;
  }

  /** Takes the head of the provider's answer, unless there is one already. */
  void start(@Nullable String theirs, @Nullable String of, @Nullable Long seconds) {
    if (id != null) {
      return;
    }
    id = fits(theirs) ? theirs : settings.fresh().id("chatcmpl-", ID_CHARS);
    model = of == null || of.isEmpty() ? settings.requestedModel() : of;
    created = seconds == null ? settings.fresh().nowSeconds() : seconds;
  }

  void start(Chunk.Start start) {
    start(start.id(), start.model(), start.created());
  }

  /**
   * Ids of Messages do not look like those of this protocol; those of its servers differ anyway.
   */
  private static boolean fits(@Nullable String id) {
    return id != null && !id.isEmpty() && !id.startsWith("msg_");
  }

  /**
   * Takes the standing members out of {@code extra} and gives the other top-level ones.
   *
   * @return whether a standing member changed
   */
  boolean sort(Extra extra, SequencedMap<String, Extra.Member> others) {
    var changed = false;
    if (extra.of(Places.PROTOCOL)) {
      for (var member : extra.members()) {
        if (!member.place().equals(Places.TOP)) {
          continue;
        }
        if (Places.STANDING.contains(member.name())) {
          changed |= !member.json().equals(standing.put(member.name(), member.json()));
        } else {
          others.putLast(member.name(), member); // a name stands in a chunk once
        }
      }
    }
    return changed;
  }

  /** Writes the members; the object is begun and stays open. */
  void write(String object, JsonWriter json) {
    start(null, null, null);
    json.member("id", String.valueOf(id)).member("object", object);
    json.member("created", created).member("model", model);
    standing.forEach((name, value) -> json.name(name).raw(value));
  }
}
