package dev.sluice.gateway.configure;

/** How a provider is to be convinced that we may ask it. Its texts never hold the secret. */
public sealed interface Access {

  /** {@code Authorization: Bearer}. */
  record Bearer(Secret key) implements Access {}

  /** A key in a header of its own, such as {@code x-api-key}. */
  record Header(String header, Secret key) implements Access {}

  /** SigV4 with the credentials of AWS's default chain. */
  record Aws(String region) implements Access {}

  /** Nothing (local servers). */
  record None() implements Access {}

  /** A secret that does not print itself. */
  final class Secret {
    private final String value;

    Secret(String value) {
      this.value = value;
    }

    /** The secret itself: for the wiring only. */
    public String reveal() {
      return value;
    }

    @Override
    public String toString() {
      return "***";
    }
  }
}
