package dev.sluice.gateway.dial;

/** One call under way. All methods on the caller's loop. */
public interface Call {

  /** Stops reading from the provider, so that it is held back by TCP. */
  void pause();

  void resume();

  /** Ends the call at once: closes the connection. Idempotent; nothing is heard afterwards. */
  void cancel();

  /**
   * The answer's own end marker was seen: nothing more is wanted. Waits shortly for HTTP's end so
   * that the connection can be used again, closes it otherwise. Nothing is heard afterwards.
   */
  void done();
}
