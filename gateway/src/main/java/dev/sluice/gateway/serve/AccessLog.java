package dev.sluice.gateway.serve;

/** Hears of the end of each request: the access log, and what is counted. Must not block. */
@FunctionalInterface
public interface AccessLog {

  /** A request has ended. On its loop. */
  void ended(Ended ended);
}
