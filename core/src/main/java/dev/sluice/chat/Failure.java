package dev.sluice.chat;

import org.jspecify.annotations.Nullable;

/**
 * What went wrong, as a value.
 *
 * @param code which of our codes it is
 * @param message for the client: what, where and what to do; no key, no content
 * @param detail for whoever calls the adapter as a library: the provider's status and at most 500
 *     bytes of its body, our key redacted; never sent to clients, never logged
 * @param providerType the provider's own word for it (error type, exception name)
 * @param param the request field that is to blame
 * @param status the provider's HTTP status
 * @param retryAfterMs how long the provider asks to wait
 * @param requestId the provider's request id
 */
public record Failure(
    ErrorCode code,
    String message,
    @Nullable String detail,
    @Nullable String providerType,
    @Nullable String param,
    @Nullable Integer status,
    @Nullable Long retryAfterMs,
    @Nullable String requestId) {

  public static Failure of(ErrorCode code, String message) {
    return new Failure(code, message, null, null, null, null, null, null);
  }

  /** A request that says {@code message} about its field {@code param}. */
  public static Failure invalid(String param, String message) {
    return new Failure(ErrorCode.INVALID_REQUEST, message, null, null, param, null, null, null);
  }

  public Failure withMessage(String other) {
    return new Failure(code, other, detail, providerType, param, status, retryAfterMs, requestId);
  }
}
