package dev.sluice.dialect.bedrock;

import dev.sluice.chat.Failure;

/** A request that cannot be read or translated; never leaves this package. */
final class InvalidRequest extends Exception {

  private static final long serialVersionUID = 1L;

  private final String param;
  private final String said;

  /** {@code said} is the reason without the field, which is put in front of it. */
  InvalidRequest(String param, String said) {
    super(said, null, false, false);
    this.param = param;
    this.said = said;
  }

  Failure failure() {
    return Failure.invalid(param, param + ": " + said);
  }
}
