package dev.sluice.gateway.serve;

/** What a path asks for. Decided on the raw path, once, for authentication and dispatch alike. */
sealed interface Endpoint {

  /** The protocol in which the answer, an error at least, is written. */
  Speech speech();

  /** A protocol of clients. */
  enum Speech {
    OPENAI,
    ANTHROPIC,
    BEDROCK
  }

  /** A chat call of a protocol. */
  record Chat(Speech speech) implements Endpoint {}

  /** The list of models, or one of them. */
  record Models(Speech speech, String id) implements Endpoint {}

  /** A path that nothing stands behind. */
  record Nowhere(Speech speech) implements Endpoint {}

  /**
   * What the path asks for.
   *
   * @param anthropic whether the request carries {@code anthropic-version}
   */
  static Endpoint of(String rawPath, boolean anthropic) {
    if (rawPath.equals("/v1/chat/completions")) {
      return new Chat(Speech.OPENAI);
    }
    if (rawPath.equals("/v1/messages")) {
      return new Chat(Speech.ANTHROPIC);
    }
    if (rawPath.startsWith("/v1/messages/")) {
      return new Nowhere(Speech.ANTHROPIC);
    }
    if (rawPath.startsWith("/model/")) {
      return rawPath.endsWith("/converse") || rawPath.endsWith("/converse-stream")
          ? new Chat(Speech.BEDROCK)
          : new Nowhere(Speech.BEDROCK);
    }
    var speech = anthropic ? Speech.ANTHROPIC : Speech.OPENAI;
    if (rawPath.equals("/v1/models")) {
      return new Models(speech, "");
    }
    if (rawPath.startsWith("/v1/models/")) {
      return new Models(speech, rawPath.substring("/v1/models/".length()));
    }
    return new Nowhere(speech);
  }
}
