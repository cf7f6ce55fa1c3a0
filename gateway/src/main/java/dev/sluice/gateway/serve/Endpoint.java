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

  /** A sign of life: where clients knock to see whether anybody is there. */
  record Alive(Speech speech) implements Endpoint {}

  /** A path that nothing stands behind. */
  record Nowhere(Speech speech) implements Endpoint {}

  /**
   * What the path asks for.
   *
   * @param path as {@link ServedPath} has made it
   * @param client whose client asks, where the path leaves that open
   */
  static Endpoint of(String path, Speech client) {
    if (path.equals("/v1/chat/completions")) {
      return new Chat(Speech.OPENAI);
    }
    if (path.equals("/v1/messages")) {
      return new Chat(Speech.ANTHROPIC);
    }
    if (path.startsWith("/v1/messages/")) {
      return new Nowhere(Speech.ANTHROPIC);
    }
    if (path.startsWith("/model/")) {
      return path.endsWith("/converse") || path.endsWith("/converse-stream")
          ? new Chat(Speech.BEDROCK)
          : new Nowhere(Speech.BEDROCK);
    }
    if (path.equals("/v1/models") || path.startsWith("/v1/models/")) {
      var form = client == Speech.ANTHROPIC ? Speech.ANTHROPIC : Speech.OPENAI;
      return new Models(
          form, path.equals("/v1/models") ? "" : path.substring("/v1/models/".length()));
    }
    return path.equals("/") || path.equals("/health") || path.equals("/api/hello")
        ? new Alive(client)
        : new Nowhere(client);
  }
}
