package dev.sluice.proof.matrix;

import java.util.Optional;

/** The cells that are not run, each with the reason. */
final class Empty {
  static final String NO_GATEWAY = "the refusal is the gateway's own; direct has no gateway";
  static final String NO_EVENTS =
      "a whole answer straight from the provider is one JSON body: no event can come in it";

  private Empty() {}

  /** Why the cell is empty, or nothing where it is run. */
  static Optional<String> reason(Cell cell) {
    if (!cell.direct()) return Optional.empty();
    return switch (cell.scenario()) {
      case S401 -> Optional.of(NO_GATEWAY);
      case ERROR_EVENT -> cell.stream() ? Optional.empty() : Optional.of(NO_EVENTS);
      case TEXT,
          TOOL,
          TOOLS2,
          TOOLNOARGS,
          LOOP,
          REASONING,
          REASONLOOP,
          USAGE,
          LENGTH,
          STOP,
          S400,
          S401_PROVIDER,
          S404,
          S429,
          S500,
          S529,
          CUT,
          FIN,
          STALL,
          BAD_FRAME ->
          Optional.empty();
    };
  }
}
