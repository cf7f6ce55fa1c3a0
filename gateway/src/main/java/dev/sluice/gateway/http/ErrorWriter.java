package dev.sluice.gateway.http;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.sluice.chat.ErrorCode;
import dev.sluice.dialect.ErrorAnswer;
import java.util.Map;

/** Writes the answer to a request that no handler sees, in its protocol's JSON. */
public interface ErrorWriter {

  /** A form that no protocol knows: for tests, and where no path tells the protocol. */
  ErrorWriter PLAIN =
      (rawPath, status, code, message) ->
          new ErrorAnswer(
              status,
              Map.of(),
              "{\"error\":{\"code\":\"%s\",\"message\":\"%s\"}}"
                  .formatted(code.wireName(), message)
                  .getBytes(US_ASCII));

  /**
   * The headers and body of an error; its content-type is set by the caller, and its status is
   * {@code status} whatever the answer says.
   *
   * @param rawPath the path as far as it could be read: empty for a request line that is none
   * @param message plain ASCII without quotes, for the client
   */
  ErrorAnswer error(String rawPath, int status, ErrorCode code, String message);
}
