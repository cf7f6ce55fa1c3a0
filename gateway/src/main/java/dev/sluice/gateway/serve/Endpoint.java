package dev.sluice.gateway.serve;

import dev.sluice.dialect.Protocol;
import dev.sluice.dialect.Protocols;

/** What a path asks for. Decided on the raw path, once, for authentication and dispatch alike. */
sealed interface Endpoint {

  /** The protocol in which the answer, an error at least, is written. */
  Protocol protocol();

  /** A chat call of a protocol. */
  record Chat(Protocol protocol) implements Endpoint {}

  /** The list of models, or one of them. */
  record Models(Protocol protocol, String id) implements Endpoint {

    /** Whether the list comes in pages, as clients want it that send their key in a header. */
    boolean pages() {
      return protocol.keyScheme() == Protocol.KeyScheme.HEADER;
    }
  }

  /** A sign of life: where clients knock to see whether anybody is there. */
  record Alive(Protocol protocol) implements Endpoint {}

  /** A path that nothing stands behind. */
  record Nowhere(Protocol protocol) implements Endpoint {}

  /**
   * What the path asks for.
   *
   * @param path as {@link ServedPath} has made it
   * @param client whose client asks, where the path leaves that open
   */
  static Endpoint of(String path, Protocol client) {
    for (var protocol : Protocols.all()) {
      switch (protocol.path(path)) {
        case CHAT -> {
          return new Chat(protocol);
        }
        case OTHER -> {
          return new Nowhere(protocol);
        }
        case NONE -> {}
      }
    }
    if (path.equals("/v1/models") || path.startsWith("/v1/models/")) {
      return new Models(
          client, path.equals("/v1/models") ? "" : path.substring("/v1/models/".length()));
    }
    return path.equals("/") || path.equals("/health") || path.equals("/api/hello")
        ? new Alive(client)
        : new Nowhere(client);
  }
}
