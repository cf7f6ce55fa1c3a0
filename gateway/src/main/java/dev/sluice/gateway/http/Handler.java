package dev.sluice.gateway.http;

/** Answers requests. */
public interface Handler {

  /**
   * Answers one request through {@code response}, now or later; called on the exchange's loop and
   * must not block it. An exception becomes a 500, or breaks off the stream that has begun.
   */
  void handle(Request request, Response response);
}
