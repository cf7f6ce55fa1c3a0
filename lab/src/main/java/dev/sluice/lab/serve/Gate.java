package dev.sluice.lab.serve;

import dev.sluice.lab.answer.HttpError;
import dev.sluice.lab.answer.Voice;
import dev.sluice.lab.ask.Protocol;
import dev.sluice.lab.aws.SigV4;
import dev.sluice.lab.script.Ids;
import java.util.Map;
import java.util.Optional;

/**
 * Asks for credentials as each provider does. Any key passes but one that says {@code lab-wrong}; a
 * signature must be right.
 */
final class Gate {
  private static final String WRONG = "lab-wrong";

  private final Map<String, String> awsKeys;

  Gate(Map<String, String> awsKeys) {
    this.awsKeys = awsKeys;
  }

  /** The credential that the request carries, "" for none. */
  static String credential(Inbound request) {
    return request
        .header("x-api-key")
        .or(() -> request.header("api-key"))
        .or(request::bearer)
        .or(() ->
            request.header("authorization").flatMap(SigV4::credential).map(it -> it.accessKey()))
        .orElse("");
  }

  /** Why the request may not pass. */
  Optional<HttpError> objection(Inbound request, Protocol protocol, Ids ids) {
    var voice = Voice.of(protocol);
    var key = credential(request);
    if (protocol == Protocol.CONVERSE) {
      return aws(request, key, voice, ids);
    }
    if (key.isEmpty()) {
      var missing =
          protocol == Protocol.CHAT
              ? "You didn't provide an API key."
              : "x-api-key header is required";
      return Optional.of(voice.error(401, 1, missing, ids));
    }
    return key.equals(WRONG)
        ? Optional.of(voice.error(401, 1, "Incorrect API key provided", ids))
        : Optional.empty();
  }

  private Optional<HttpError> aws(Inbound request, String key, Voice voice, Ids ids) {
    var authorization = request.header("authorization").orElse("");
    if (request.bearer().isPresent()) {
      return key.equals(WRONG)
          ? Optional.of(voice.error(403, 1, "Authentication failed: invalid API Key", ids))
          : Optional.empty();
    }
    if (!authorization.startsWith("AWS4-HMAC-SHA256")) {
      return Optional.of(voice.error(403, 4, "Missing Authentication Token", ids));
    }
    var credential = SigV4.credential(authorization);
    var secret = credential.flatMap(it -> Optional.ofNullable(awsKeys.get(it.accessKey())));
    if (secret.isEmpty()) {
      var message = "The security token included in the request is invalid.";
      return Optional.of(voice.error(403, 5, message, ids));
    }
    var signed =
        new SigV4.Request(
            request.method(), request.path(), request.query(), request.headers(), request.body());
    if (!SigV4.verifies(signed, credential.get(), secret.get())) {
      var message =
          "The request signature we calculated does not match the signature you provided.";
      return Optional.of(voice.error(403, 2, message, ids));
    }
    return Optional.empty();
  }
}
