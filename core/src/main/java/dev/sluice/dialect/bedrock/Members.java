package dev.sluice.dialect.bedrock;

import dev.sluice.chat.Extra;
import dev.sluice.json.JsonReader;
import dev.sluice.json.MalformedJson;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gathers the members of an event that have no neutral name. */
final class Members {

  private @Nullable List<Extra.Member> kept;

  /** Keeps the member that the reader stands on, unless it is padding. */
  void keep(String place, JsonReader reader) throws MalformedJson {
    if (place.isEmpty() && reader.name().equals(BedrockEvent.PADDING)) {
      return;
    }
    keep(new Extra.Member(place, reader.name(), reader.raw()));
  }

  void keep(Extra.Member member) {
    if (kept == null) {
      kept = new ArrayList<>();
    }
    kept.add(member);
  }

  void clear() {
    kept = null;
  }

  Extra extra() {
    return kept == null ? Extra.NONE : new Extra(BedrockDialect.NAME, kept);
  }
}
