package dev.sluice.gateway.accept;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.sluice.chat.ErrorCode;

/** Writes the body of an answer to a request that no handler sees, in its protocol's JSON. */
public interface ErrorWriter {

  /** A form that no protocol knows: for tests, and where no path tells the protocol. */
  ErrorWriter PLAIN =
      (rawPath, status, code, message) ->
          "{\"error\":{\"code\":\"%s\",\"message\":\"%s\"}}"
              .formatted(code.wireName(), message)
              .getBytes(US_ASCII);

  /**
   * The body of an error.
   *
   * @param rawPath the path as far as it could be read: empty for a request line that is none
   * @param message plain ASCII without quotes, for the client
   */
  byte[] error(String rawPath, int status, ErrorCode code, String message);
}
