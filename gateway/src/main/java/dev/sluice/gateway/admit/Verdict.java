package dev.sluice.gateway.admit;

import dev.sluice.chat.Failure;

/** Whether a request is served. */
public sealed interface Verdict {

  /** By whom it is: a key's name, or {@code local} where no keys are configured. */
  record Admitted(String principal) implements Verdict {}

  /** A failure with the code {@code auth}. */
  record Refused(Failure failure) implements Verdict {}
}
