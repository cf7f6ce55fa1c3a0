package dev.sluice.run;

import dev.sluice.chat.ErrorCode;

/** The clocks of a generation, all monotonic, and what it means when one runs out. */
public enum Clock {
  DNS(ErrorCode.UPSTREAM_UNREACHABLE, "the provider's name was not resolved"),
  CONNECT(ErrorCode.UPSTREAM_UNREACHABLE, "the provider did not accept the connection"),
  TLS(ErrorCode.UPSTREAM_TLS, "the TLS handshake with the provider did not end"),
  CREDENTIALS(ErrorCode.UPSTREAM_ERROR, "our credentials for the provider were not there"),
  UPLOAD(ErrorCode.UPSTREAM_STALLED, "the provider took nothing more of the request"),
  HEADERS(ErrorCode.UPSTREAM_TIMEOUT, "the provider did not begin to answer"),
  FIRST_TOKEN(ErrorCode.UPSTREAM_TIMEOUT, "the provider sent no content"),
  STALL(ErrorCode.UPSTREAM_STALLED, "the provider went silent in the middle of its answer"),
  STALL_CONTENT(
      ErrorCode.UPSTREAM_STALLED, "the provider sent signs of life but no content any more"),
  /** Not a failure: an answer that has said why it ended has ended, though its marker is missing. */
  END_GRACE(ErrorCode.INTERNAL_ERROR, ""),
  TOTAL(ErrorCode.UPSTREAM_TIMEOUT, "the answer took longer than it may in all"),
  /** Not a failure: the client has waited long enough for its status line. */
  COMMIT(ErrorCode.INTERNAL_ERROR, "");

  private final ErrorCode code;
  private final String meaning;

  Clock(ErrorCode code, String meaning) {
    this.code = code;
    this.meaning = meaning;
  }

  ErrorCode code() {
    return code;
  }

  String meaning() {
    return meaning;
  }
}
