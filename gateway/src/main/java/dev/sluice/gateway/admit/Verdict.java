package dev.sluice.gateway.admit;

import dev.sluice.chat.Failure;
import dev.sluice.chat.Principal;

/** Whether a request is served. */
public sealed interface Verdict {

  /** Whose it is. */
  record Admitted(Principal principal) implements Verdict {}

  /** A failure with the code {@code auth}. */
  record Refused(Failure failure) implements Verdict {}
}
