package dev.sluice.gateway.http;

import java.util.Locale;
import java.util.Map;

/**
 * An answer that the listener gives by itself; the connection (HTTP/1.1) or stream (HTTP/2) ends
 * with it.
 *
 * @param message plain ASCII without quotes, for the client
 * @param rawPath the path as far as it was read, so that the body gets its protocol's form; empty
 *     for a request line that is none
 * @param headers those of the request, by lower-case name, for the same end; empty where they were
 *     not read whole
 */
public record Refusal(
    int status, Kind kind, String message, String rawPath, Map<String, String> headers) {

  /** What is wrong, apart from HTTP's status. */
  public enum Kind {
    INVALID_REQUEST,
    TOO_LARGE,
    OVERLOADED,
    INTERNAL_ERROR;

    String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  Refusal(int status, Kind kind, String message, String rawPath) {
    this(status, kind, message, rawPath, Map.of());
  }

  /** The same with the headers of the request. */
  Refusal of(Map<String, String> asked) {
    return new Refusal(status, kind, message, rawPath, asked);
  }

  static Refusal bad(String message, String rawPath) {
    return new Refusal(400, Kind.INVALID_REQUEST, message, rawPath);
  }

  static Refusal tooSlow(String what, String rawPath) {
    return new Refusal(408, Kind.INVALID_REQUEST, "the " + what + " came too slowly", rawPath);
  }

  static Refusal overloaded(String message, String rawPath) {
    return new Refusal(503, Kind.OVERLOADED, message, rawPath);
  }

  static Refusal tooLarge(long bytesMax, String rawPath) {
    return new Refusal(
        413, Kind.TOO_LARGE, "the body is larger than " + bytesMax + " bytes", rawPath);
  }

  static Refusal broken(String rawPath) {
    return new Refusal(500, Kind.INTERNAL_ERROR, "internal error", rawPath);
  }
}
