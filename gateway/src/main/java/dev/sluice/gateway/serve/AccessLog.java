package dev.sluice.gateway.serve;

import dev.sluice.gateway.generate.Ending;
import java.util.Optional;

/** Takes the line that is logged at the end of each exchange. Must not block. */
public interface AccessLog {

  /**
   * An exchange has ended.
   *
   * @param ending what became of its generation; absent when the request was refused before
   * @param outcome {@code complete} or an error code
   * @param bytesOut body bytes that were sent to the client
   */
  void ended(String requestId, Optional<Ending> ending, String outcome, long bytesOut);
}
