package dev.sluice.gateway.dial;

/** How we prove ourselves to a provider. Its texts never hold the secret. */
public sealed interface Credential {

  /** {@code Authorization: Bearer}. */
  record Bearer(Secret key) implements Credential {}

  /** A key in a header of its own, e.g. {@code x-api-key}. */
  record HeaderKey(String header, Secret key) implements Credential {}

  /** SigV4 with the AWS default chain. */
  record Aws(String region) implements Credential {}

  /** Nothing (local servers). */
  record Anonymous() implements Credential {}

  /** A secret that does not print itself. */
  final class Secret {
    private final String value;

    public Secret(String value) {
      this.value = value;
    }

    /** The secret itself: for the wire and for redaction only. */
    public String reveal() {
      return value;
    }

    @Override
    public String toString() {
      return "***";
    }
  }
}
