package dev.sluice.lab;

import java.nio.file.Path;

/** Where the shared recordings are. */
public final class Shared {
  private Shared() {}

  /** The folder of the fixtures. */
  public static Path fixtures() {
    var shared = System.getenv("SLUICE_SHARED");
    var root = Path.of(System.getProperty("sluice.root", ".."));
    return (shared == null ? root.resolve("../shared") : Path.of(shared)).resolve("fixtures");
  }
}
