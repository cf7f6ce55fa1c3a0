package dev.sluice.gateway.http;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Map;

/** Writes the answer to a request that no handler sees, in the form of what it asked for. */
public interface ErrorWriter {

  /** A form that no protocol knows: for tests, and where no path tells the protocol. */
  ErrorWriter PLAIN =
      refusal ->
          new Reply(
              refusal.status(),
              Map.of(),
              "{\"error\":{\"code\":\"%s\",\"message\":\"%s\"}}"
                  .formatted(refusal.kind().wireName(), refusal.message())
                  .getBytes(US_ASCII));

  /**
   * The headers and body of an error; its content-type is set by the caller, and its status is the
   * refusal's whatever the reply says.
   */
  Reply error(Refusal refusal);
}
