package dev.sluice.lab;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a lab is told at its start.
 *
 * @param host the address to listen at
 * @param port the port, 0 for a free one
 * @param keystore a PKCS12 keystore: with it the lab speaks TLS with ALPN
 * @param password the keystore's password
 * @param log a file that gets one JSON line for each call
 * @param rate tokens per second where the model name says nothing; 0 = no pause
 * @param fixtures the folder of recordings for replays
 * @param awsKeys AWS access key ids with their secrets
 * @param sendBuffer SO_SNDBUF of each connection in bytes, 0 = the system's
 * @param demo whether every model name is answered, as a demonstration
 */
public record LabSettings(
    String host,
    int port,
    Optional<Path> keystore,
    String password,
    Optional<Path> log,
    double rate,
    Optional<Path> fixtures,
    Map<String, String> awsKeys,
    int sendBuffer,
    boolean demo) {
  private static final double RATE = 400;
  private static final double DEMO_RATE = 60;

  /** The access key id of AWS's documentation, known to every lab. */
  public static final String EXAMPLE_KEY = "AKIDEXAMPLE";

  /** The secret of {@link #EXAMPLE_KEY}. */
  public static final String EXAMPLE_SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";

  public LabSettings {
    awsKeys = Map.copyOf(awsKeys);
  }

  /** A lab on a free loopback port, in clear text, without a log. */
  public static LabSettings defaults() {
    return new LabSettings(
        "127.0.0.1",
        0,
        Optional.empty(),
        "",
        Optional.empty(),
        RATE,
        Optional.empty(),
        Map.of(EXAMPLE_KEY, EXAMPLE_SECRET),
        0,
        false);
  }

  /** These settings at another address. */
  public LabSettings at(String otherHost, int otherPort) {
    return new LabSettings(
        otherHost, otherPort, keystore, password, log, rate, fixtures, awsKeys, sendBuffer, demo);
  }

  /** These settings with TLS. */
  public LabSettings tls(Path store, String storePassword) {
    return new LabSettings(
        host,
        port,
        Optional.of(store),
        storePassword,
        log,
        rate,
        fixtures,
        awsKeys,
        sendBuffer,
        demo);
  }

  /** These settings with a log file. */
  public LabSettings log(Path file) {
    return new LabSettings(
        host,
        port,
        keystore,
        password,
        Optional.of(file),
        rate,
        fixtures,
        awsKeys,
        sendBuffer,
        demo);
  }

  /** These settings with another token rate. */
  public LabSettings rate(double tokensPerSecond) {
    return new LabSettings(
        host, port, keystore, password, log, tokensPerSecond, fixtures, awsKeys, sendBuffer, demo);
  }

  /** These settings with a folder of recordings. */
  public LabSettings fixtures(Path folder) {
    return new LabSettings(
        host, port, keystore, password, log, rate, Optional.of(folder), awsKeys, sendBuffer, demo);
  }

  /** These settings with one more AWS key. */
  public LabSettings awsKey(String id, String secret) {
    var keys = new HashMap<>(awsKeys);
    keys.put(id, secret);
    return new LabSettings(
        host, port, keystore, password, log, rate, fixtures, keys, sendBuffer, demo);
  }

  /** These settings with a bound on what the kernel holds for each connection. */
  public LabSettings sendBuffer(int bytes) {
    return new LabSettings(
        host, port, keystore, password, log, rate, fixtures, awsKeys, bytes, demo);
  }

  /** These settings as a demonstration: every model name answers, at a pace to read along. */
  public LabSettings asDemo() {
    return new LabSettings(
        host,
        port,
        keystore,
        password,
        log,
        rate == RATE ? DEMO_RATE : rate,
        fixtures,
        awsKeys,
        sendBuffer,
        true);
  }
}
