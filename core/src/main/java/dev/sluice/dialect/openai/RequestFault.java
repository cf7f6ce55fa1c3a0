package dev.sluice.dialect.openai;

/** A request that cannot be read: which field is to blame and what is wrong with it. */
final class RequestFault extends Exception {

  private static final long serialVersionUID = 1L;

  private final String param;

  RequestFault(String param, String what) {
    super(param + ": " + what, null, false, false);
    this.param = param;
  }

  String param() {
    return param;
  }

  String text() {
    return String.valueOf(getMessage());
  }
}
