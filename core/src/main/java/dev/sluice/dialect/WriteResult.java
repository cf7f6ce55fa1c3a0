package dev.sluice.dialect;

import dev.sluice.chat.Failure;
import java.util.List;

/** What came of writing a request for a provider. */
public sealed interface WriteResult {

  /**
   * The provider's request.
   *
   * @param dropped request fields that were left out because the target has no word for them and
   *     they only influence sampling, and reasoning blocks that are not the target's; in order,
   *     without duplicates
   */
  record Written(ProviderCall call, List<String> dropped) implements WriteResult {
    public Written {
      dropped = List.copyOf(dropped);
    }
  }

  record Refused(Failure failure) implements WriteResult {}
}
