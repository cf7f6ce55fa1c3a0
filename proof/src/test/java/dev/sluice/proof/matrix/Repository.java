package dev.sluice.proof.matrix;

import dev.sluice.proof.kit.Checkout;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Where things stand in this checkout. */
final class Repository {
  private Repository() {}

  static Path proof() {
    return Checkout.root().resolve("proof");
  }

  static Path target() {
    return proof().resolve("target");
  }

  /** A command that runs a class of this test's class path in a small JVM of its own. */
  static List<String> java(List<String> options, String main, List<String> arguments) {
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path")));
    command.addAll(options);
    command.add(main);
    command.addAll(arguments);
    return command;
  }
}
