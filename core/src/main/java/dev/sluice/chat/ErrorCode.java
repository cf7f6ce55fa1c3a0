package dev.sluice.chat;

import java.util.Locale;

/** The error codes of Sluice. Each has one HTTP status and one in-band form in every protocol. */
public enum ErrorCode {
  INVALID_REQUEST(400, false),
  CONTEXT_LENGTH(400, false),
  CONTENT_FILTER(400, false),
  AUTH(401, false),
  BILLING(402, false),
  PERMISSION(403, false),
  NOT_FOUND(404, false),
  CONFLICT(409, false),
  TOO_LARGE(413, false),
  UPSTREAM_ERROR(502, true),
  OVERLOADED(503, true),
  RATE_LIMITED(429, true),
  UPSTREAM_UNREACHABLE(502, true),
  UPSTREAM_TLS(502, false),
  UPSTREAM_TIMEOUT(504, true),
  UPSTREAM_STALLED(502, true),
  UPSTREAM_PROTOCOL(502, true),
  UPSTREAM_TRUNCATED(502, true),
  UPSTREAM_EVENT_TOO_LARGE(502, false),
  UPSTREAM_ENCODING(502, true),
  UPSTREAM_FORBIDDEN(502, false),
  INTERRUPTED(503, true),
  READER_LAGGED(503, true),
  CANCELLED(499, false),
  INTERNAL_ERROR(500, true);

  private final int status;
  private final boolean retryable;
  private final String wireName = name().toLowerCase(Locale.ROOT);

  ErrorCode(int status, boolean retryable) {
    this.status = status;
    this.retryable = retryable;
  }

  /** The neutral HTTP status; a protocol with its own rule (529 of Messages) overrides it. */
  public int status() {
    return status;
  }

  public boolean retryable() {
    return retryable;
  }

  /** The code as it stands on the wire, in logs and in metrics. */
  public String wireName() {
    return wireName;
  }
}
