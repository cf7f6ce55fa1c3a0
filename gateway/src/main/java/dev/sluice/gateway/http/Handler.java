package dev.sluice.gateway.http;

import dev.sluice.gateway.deliver.ClientOutput;

/** Answers requests. */
public interface Handler {

  /**
   * Answers one request through {@code output}, now or later; called on the exchange's loop and
   * must not block it. An exception becomes a 500, or breaks off the stream that has begun.
   */
  void handle(Request request, ClientOutput output);
}
