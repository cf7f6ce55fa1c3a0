package dev.sluice.gateway.serve;

import dev.sluice.gateway.http.Request;

/** What a client is told that asked for a path at which nothing is served. */
final class WrongPath {

  private static final int PATH_CHARS_MAX = 200;

  private WrongPath() {}

  static String told(Endpoint.Nowhere nowhere, Request request) {
    return "nothing is served at "
        + request.method()
        + " "
        + shortened(request.rawPath())
        + "; "
        + nowhere
            .protocol()
            .advice("http://" + request.headers().getOrDefault("host", "localhost"));
  }

  private static String shortened(String path) {
    return path.length() <= PATH_CHARS_MAX ? path : path.substring(0, PATH_CHARS_MAX) + "...";
  }
}
