package dev.sluice.gateway.dial;

import dev.sluice.chat.Failure;
import dev.sluice.dialect.ProviderHead;

/**
 * Hears what becomes of one call, in this order, on the caller's loop: {@code resolved, connected,
 * secured} (those that a fresh connection needs; none for a pooled one), {@code proving, sent,
 * sending …, written, head, bytes …}, and last either {@code ended} or {@code broken}, unless the
 * call was cancelled: then nothing more. A head may come before all is written: then {@code
 * written} may follow it or not come at all. Nothing is heard before {@link Dialer#dial} has
 * returned. Where a pooled connection proves dead, the request goes out once more on a fresh one,
 * of which only {@code sent, sending …, written} are heard, again.
 */
public interface CallListener {

  void resolved();

  void connected();

  void secured();

  /** The connection is there; what proves us is being fetched, which may take its time. */
  void proving();

  /** The request goes out. */
  void sent();

  /** The provider has taken more of a large request. */
  void sending();

  /** The request is written: from here on an answer is due. */
  void written();

  void head(ProviderHead head);

  /**
   * Body bytes, transfer coding undone; valid during the call only. One read of the socket is one
   * call, so that writing on each is writing once per batch.
   */
  void bytes(byte[] bytes, int offset, int length);

  /** The body is complete as HTTP says. */
  void ended();

  /**
   * The call failed: {@code upstream_unreachable} before the head or by a reset before the body,
   * {@code upstream_tls}, {@code upstream_truncated} for a connection that broke inside the body,
   * {@code upstream_protocol} for bytes that are not HTTP (or a stream that is not as long as its
   * content-length), {@code upstream_error} where we have no credentials.
   */
  void broken(Failure failure);
}
