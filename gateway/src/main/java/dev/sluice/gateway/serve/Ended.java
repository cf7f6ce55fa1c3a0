package dev.sluice.gateway.serve;

import dev.sluice.gateway.generate.Ending;
import java.util.List;
import java.util.Optional;

/**
 * What there is to say about a request at its end; no content, no key.
 *
 * @param asked what came
 * @param answered what went back
 * @param ending what became of its generation; absent when the request was refused before
 */
public record Ended(String requestId, Asked asked, Answered answered, Optional<Ending> ending) {

  /**
   * A request.
   *
   * @param path as it is served, without the query; of bounded length
   * @param protocol in which it is answered
   * @param key the name of the key that it came with; empty where it was refused before that
   * @param model as the client named it; empty where no model is named or was read
   */
  public record Asked(String method, String path, String protocol, String key, String model) {}

  /**
   * An answer.
   *
   * @param status of HTTP; 499 where the client left before one was sent
   * @param model as the provider was asked for it; empty where none was asked
   * @param streamed whether a stream was asked for
   * @param dropped what the request lost or had changed on its way to the provider
   * @param outcome {@code complete} or an error code
   * @param bytesOut body bytes that were sent to the client
   */
  public record Answered(
      int status,
      String model,
      boolean streamed,
      List<String> dropped,
      String outcome,
      long bytesOut) {}
}
