package dev.sluice.lab.ask;

import dev.sluice.lab.json.Json;
import java.util.List;
import java.util.Optional;

/** What a request demands of the answer. */
public record Limits(
    List<String> stops, Optional<Integer> maxTokens, boolean reasoning, Optional<Json> schema) {
  public Limits {
    stops = List.copyOf(stops);
  }
}
