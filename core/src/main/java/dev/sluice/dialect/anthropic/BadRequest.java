package dev.sluice.dialect.anthropic;

import dev.sluice.chat.Failure;

/** Carries what is wrong with a request out of the reader; never leaves this package. */
final class BadRequest extends Exception {

  private static final long serialVersionUID = 1L;

  private final transient Failure failure;

  BadRequest(String param, String what) {
    super(what, null, false, false);
    this.failure = Failure.invalid(param, param.isEmpty() ? what : param + ": " + what);
  }

  Failure failure() {
    return failure;
  }
}
