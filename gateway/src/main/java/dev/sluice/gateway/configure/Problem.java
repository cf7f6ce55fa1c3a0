package dev.sluice.gateway.configure;

/**
 * Something wrong in a configuration.
 *
 * @param where {@code file:line:column}, or the name of an environment variable
 * @param message what is wrong and what to do; never a secret
 */
public record Problem(String where, String message) {

  @Override
  public String toString() {
    return where + ": " + message;
  }
}
