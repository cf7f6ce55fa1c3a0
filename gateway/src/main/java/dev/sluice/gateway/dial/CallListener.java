package dev.sluice.gateway.dial;

import dev.sluice.chat.Failure;
import dev.sluice.dialect.ProviderHead;

/**
 * Hears what becomes of one call, in this order, on the caller's loop: {@code resolved, connected,
 * secured} (those that a fresh connection needs; none for a pooled one), {@code sent, head, bytes
 * …}, and last either {@code ended} or {@code broken}, unless the call was cancelled: then nothing
 * more.
 */
public interface CallListener {

  void resolved();

  void connected();

  void secured();

  /** The connection is there and the request is written. */
  void sent();

  void head(ProviderHead head);

  /** Body bytes, transfer coding undone; valid during the call only. */
  void bytes(byte[] bytes, int offset, int length);

  /** The body is complete as HTTP says. */
  void ended();

  /**
   * The call failed: {@code upstream_unreachable} before the head, {@code upstream_tls}, {@code
   * upstream_truncated} for a connection that broke inside the body, {@code upstream_protocol} for
   * bytes that are not HTTP.
   */
  void broken(Failure failure);
}
