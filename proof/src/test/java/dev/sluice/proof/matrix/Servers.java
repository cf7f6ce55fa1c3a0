package dev.sluice.proof.matrix;

import dev.sluice.proof.kit.Launched;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** The lab and two gateways before it: one open, one that knows a key which no client has. */
final class Servers implements AutoCloseable {
  static final String PROVIDER_KEY = "lab-key";
  static final String ACCESS_KEY = "AKIDEXAMPLE";
  static final String SECRET_KEY = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";

  private static final String LAB_READY = "lab ready on (http://\\S+)";
  private static final String READY = "sluice ready on (http://\\S+) admin";

  private final Launched lab;
  private final Gateways gateways;
  private final String labAddress;

  /** The two gateways, or none where only {@code direct} is asked for. */
  private sealed interface Gateways {
    record None() implements Gateways {}

    record Pair(Launched open, String address, Launched keyed, String keyedAddress)
        implements Gateways {}
  }

  /** Starts what is asked for and waits until it serves. */
  Servers(boolean withGateways) throws IOException, InterruptedException {
    lab = Launched.sluice(List.of("lab", "--port", "0"), Map.of(), LAB_READY);
    try {
      labAddress = lab.ready().group(1);
      gateways = withGateways ? pair() : new Gateways.None();
    } catch (IOException | InterruptedException | RuntimeException failed) {
      lab.close();
      throw failed;
    }
  }

  private Gateways pair() throws IOException, InterruptedException {
    var open = gateway("gateway", "");
    var keyed =
        gateway(
            "gateway-keys", "keys: [{name: matrix, sha256: \"" + sha256("right-key") + "\"}]\n");
    try {
      var address = open.ready().group(1);
      var keyedAddress = keyed.ready().group(1);
      WarmUp.run(address);
      WarmUp.refused(keyedAddress);
      return new Gateways.Pair(open, address, keyed, keyedAddress);
    } catch (IOException | InterruptedException | RuntimeException failed) {
      open.close();
      keyed.close();
      throw failed;
    }
  }

  private Launched gateway(String name, String more) throws IOException {
    var config = Repository.target().resolve("matrix").resolve(name + ".yaml");
    Files.createDirectories(config.getParent());
    Files.writeString(config, configuration() + more);
    var arguments = List.of("--port", "0", "--admin-port", "0", "--config", config.toString());
    return Launched.sluice(arguments, Map.of(), READY);
  }

  private String configuration() {
    return """
    providers:
      openai: {dialect: openai, base-url: "LAB/v1", key: KEY}
      anthropic: {dialect: anthropic, base-url: "LAB", key: KEY}
      bedrock: {dialect: bedrock, base-url: "LAB", region: us-east-1, key: KEY}
    limits: {headers: 1s, stall: 1s, heartbeat: 200ms}
    """
        .replace("LAB", labAddress)
        .replace("KEY", PROVIDER_KEY);
  }

  private static String sha256(String text) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** Where a cell's client is pointed at. */
  String address(Cell cell) {
    if (cell.direct()) return labAddress;
    return switch (gateways) {
      case Gateways.None none -> throw new IllegalStateException(none + " for " + cell.name());
      case Gateways.Pair pair -> cell.refusedByGateway() ? pair.keyedAddress() : pair.address();
    };
  }

  /** Everything that the gateways have logged. */
  String log() {
    return switch (gateways) {
      case Gateways.None none -> "";
      case Gateways.Pair pair -> pair.open().output() + pair.keyed().output();
    };
  }

  @Override
  public void close() {
    keep("gateway.log", log());
    keep("lab.log", lab.output());
    switch (gateways) {
      case Gateways.None none -> {}
      case Gateways.Pair pair -> {
        pair.open().close();
        pair.keyed().close();
      }
    }
    lab.close();
  }

  private static void keep(String name, String output) {
    try {
      Files.writeString(Repository.target().resolve("matrix").resolve(name), output);
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }
}
