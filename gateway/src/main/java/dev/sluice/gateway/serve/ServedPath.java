package dev.sluice.gateway.serve;

import dev.sluice.gateway.http.Request;

/**
 * The one form of a path, however a base URL was put together: doubled and trailing slashes go, a
 * doubled {@code /v1} is one, and a missing one is added where an SDK's path stands behind it.
 * Computed once for each request, so that admission and dispatch see the same string. What it does
 * not know stays as it came.
 */
final class ServedPath {

  private static final String V1 = "/v1";

  private ServedPath() {}

  /**
   * @param rawPath percent-encoded, without the query
   */
  static String of(String rawPath) {
    var path = singleSlashes(rawPath);
    while (path.startsWith("/v1/v1/") || path.equals("/v1/v1")) {
      path = path.substring(V1.length());
    }
    if (path.startsWith("/v1/model/")) {
      return path.substring(V1.length());
    }
    return withoutV1(path) ? V1 + path : path;
  }

  private static boolean withoutV1(String path) {
    return path.equals("/chat/completions")
        || path.equals("/messages")
        || path.startsWith("/messages/")
        || path.equals("/models")
        || path.startsWith("/models/");
  }

  private static String singleSlashes(String raw) {
    var end = raw.length();
    while (end > 1 && raw.charAt(end - 1) == '/') {
      end--;
    }
    if (end == raw.length() && !raw.contains("//")) {
      return raw;
    }
    var path = new StringBuilder(end);
    for (var i = 0; i < end; i++) {
      var c = raw.charAt(i);
      if (c != '/' || path.isEmpty() || path.charAt(path.length() - 1) != '/') {
        path.append(c);
      }
    }
    return path.toString();
  }

  /** The request with its path in this form. */
  static Request of(Request request) {
    var path = of(request.rawPath());
    return path.equals(request.rawPath())
        ? request
        : new Request(
            request.method(),
            path,
            request.query(),
            request.headers(),
            request.body(),
            request.loop(),
            request.httpVersion(),
            request.remoteLoopback());
  }
}
