package dev.sluice.lab;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;

/** Runs a lab on its own: prints one ready line and serves until the process ends. */
public final class LabMain {
  private static final String USAGE =
      "usage: lab [--port N] [--host H] [--tls KEYSTORE --tls-password P] [--log FILE] [--rate"
          + " TOKENS_PER_S] [--fixtures DIR] [--aws-key ID=SECRET] [--sndbuf BYTES] [--demo]";

  private LabMain() {}

  /** The arguments are those of {@code sluice lab}. */
  public static void main(String[] arguments) throws IOException {
    LabSettings settings;
    try {
      settings = read(arguments);
    } catch (IllegalArgumentException e) {
      System.err.println("lab: " + e.getMessage() + "\n" + USAGE);
      System.exit(2);
      return;
    }
    var server = LabServer.start(settings);
    var scheme = settings.keystore().isPresent() ? "https" : "http";
    System.out.println("lab ready on " + scheme + "://" + settings.host() + ":" + server.port());
  }

  /** Settings from arguments; an {@link IllegalArgumentException} says what is wrong. */
  public static LabSettings read(String[] arguments) {
    var settings = LabSettings.defaults();
    var rest = new ArrayDeque<>(List.of(arguments));
    var keystore = "";
    var password = "";
    while (!rest.isEmpty()) {
      var flag = rest.remove();
      if (flag.equals("--demo")) {
        settings = settings.asDemo();
        continue;
      }
      if (rest.isEmpty()) {
        throw new IllegalArgumentException("no value for " + flag);
      }
      var value = rest.remove();
      settings =
          switch (flag) {
            case "--port" -> settings.at(settings.host(), Integer.parseInt(value));
            case "--host" -> settings.at(value, settings.port());
            case "--log" -> settings.log(Path.of(value));
            case "--rate" -> settings.rate(Double.parseDouble(value));
            case "--fixtures" -> settings.fixtures(Path.of(value));
            case "--sndbuf" -> settings.sendBuffer(Integer.parseInt(value));
            case "--aws-key" -> awsKey(settings, value);
            case "--tls" -> {
              keystore = value;
              yield settings;
            }
            case "--tls-password" -> {
              password = value;
              yield settings;
            }
            default -> throw new IllegalArgumentException("unknown option " + flag);
          };
    }
    return keystore.isEmpty() ? settings : settings.tls(Path.of(keystore), password);
  }

  private static LabSettings awsKey(LabSettings settings, String pair) {
    var equals = pair.indexOf('=');
    if (equals < 1) {
      throw new IllegalArgumentException("--aws-key wants ID=SECRET");
    }
    return settings.awsKey(pair.substring(0, equals), pair.substring(equals + 1));
  }
}
