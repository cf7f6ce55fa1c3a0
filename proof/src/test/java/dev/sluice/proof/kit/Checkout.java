package dev.sluice.proof.kit;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where things stand in this checkout. */
public final class Checkout {

  private Checkout() {}

  public static Path root() {
    var given = System.getProperty("sluice.root");
    if (given != null) {
      return Path.of(given);
    }
    for (var at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      if (Files.exists(at.resolve(".mvn"))) {
        return at;
      }
    }
    throw new IllegalStateException("start in the checkout, or give -Dsluice.root=DIR");
  }

  /** The recordings. */
  public static Path fixtures() {
    var given = System.getenv("SLUICE_SHARED");
    var shared = given == null ? root().resolveSibling("shared") : Path.of(given);
    return shared.resolve("fixtures");
  }

  /** The inputs from public bug reports. */
  public static Path cases() {
    return fixtures().resolveSibling("cases");
  }

  /** A folder for what a test writes. */
  public static Path scratch() {
    return root().resolve("proof").resolve("target").resolve("scratch");
  }
}
