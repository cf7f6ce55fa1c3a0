package dev.sluice.run;

/** Where a generation is. */
public enum State {
  /** Made, not begun. */
  FRESH,
  /** Name, connection, TLS, credentials. */
  DIALLING,
  /** The request is being written. */
  SENDING,
  /** The request is written, the provider has not answered. */
  AWAITING_HEAD,
  /** A good status is in hand, no content yet. */
  AWAITING_CONTENT,
  /** Content is coming. */
  FLOWING,
  /** A bad status is in hand, its body is being read. */
  REFUSED,
  /** The terminal chunk is written. */
  ENDED;

  /** Whether the request may still have to be sent. */
  boolean needsRequest() {
    return compareTo(AWAITING_HEAD) <= 0;
  }
}
