package dev.sluice.dialect;

/**
 * The signatures and encrypted thoughts that we make ourselves, which no provider may see as its
 * own.
 */
public final class OurProof {

  /** Stands under reasoning that no provider has signed. */
  public static final String SIGNATURE = "sluice";

  /**
   * What a provider's state begins with that travels as a signature or an encrypted thought: the
   * beginning of {@code {"sluice":…}} in base64.
   */
  public static final String ENVELOPE = "eyJzbHVpY2UiO";

  private OurProof() {}

  /** Whether a signature or an encrypted thought is one of ours. */
  public static boolean made(String proof) {
    return proof.equals(SIGNATURE) || proof.startsWith(ENVELOPE);
  }
}
