package dev.sluice.gateway.http;

import dev.sluice.chat.ErrorCode;

/**
 * An answer that the listener gives by itself; the connection (HTTP/1.1) or stream (HTTP/2) ends
 * with it.
 *
 * @param rawPath the path as far as it was read, so that the body gets its protocol's form
 */
record Refusal(int status, ErrorCode code, String message, String rawPath) {

  static Refusal bad(String message, String rawPath) {
    return new Refusal(400, ErrorCode.INVALID_REQUEST, message, rawPath);
  }

  static Refusal tooSlow(String what, String rawPath) {
    return new Refusal(408, ErrorCode.INVALID_REQUEST, "the " + what + " came too slowly", rawPath);
  }

  static Refusal overloaded(String message, String rawPath) {
    return new Refusal(503, ErrorCode.OVERLOADED, message, rawPath);
  }

  static Refusal tooLarge(long bytesMax, String rawPath) {
    return new Refusal(
        413, ErrorCode.TOO_LARGE, "the body is larger than " + bytesMax + " bytes", rawPath);
  }

  static Refusal broken(String rawPath) {
    return new Refusal(500, ErrorCode.INTERNAL_ERROR, "internal error", rawPath);
  }
}
