package dev.sluice.gateway.route;

import dev.sluice.chat.Failure;
import java.util.List;

/** What became of a model name. */
public sealed interface Resolution {

  /** At least one candidate, the preferred one first. */
  record Found(List<Candidate> candidates) implements Resolution {
    public Found {
      candidates = List.copyOf(candidates);
      if (candidates.isEmpty()) {
        throw new IllegalArgumentException("no candidate");
      }
    }

    public Candidate first() {
      return candidates.get(0);
    }
  }

  /** Nobody serves this name; the failure says what is configured. */
  record NotFound(Failure failure) implements Resolution {}
}
