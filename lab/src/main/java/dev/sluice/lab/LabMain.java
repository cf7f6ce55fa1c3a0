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

  private static final String HELP =
      """
        --port, --host   where to listen (127.0.0.1 and a free port)
        --tls            a PKCS12 keystore; --tls-password is its password
        --log            a file that gets one JSON line for each call
        --rate           tokens per second, 0 for no pause (400)
        --fixtures       a folder of recordings for lab-replay models
        --aws-key        one more AWS key whose signatures are known
        --sndbuf         the size of each connection's send buffer
        --demo           answer every model name
      The model name is the script: lab-text, lab-tools2, lab-text-u12-ms5000. GET /v1/models lists
      the scenarios; docs/lab.md has the rest.\
      """;

  private LabMain() {}

  /** The arguments are those of {@code sluice lab}. */
  public static void main(String[] arguments) {
    if (List.of(arguments).contains("--help") || List.of(arguments).contains("-h")) {
      System.out.println(USAGE + "\n" + HELP);
      return;
    }
    try {
      var settings = read(arguments);
      var server = LabServer.start(settings);
      var scheme = settings.keystore().isPresent() ? "https" : "http";
      var host = settings.host().contains(":") ? "[" + settings.host() + "]" : settings.host();
      System.out.println("lab ready on " + scheme + "://" + host + ":" + server.port());
    } catch (IllegalArgumentException e) {
      System.err.println("lab: " + e.getMessage() + "\n" + USAGE);
      System.exit(2);
    } catch (IOException e) {
      System.err.println("lab: " + e.getMessage());
      System.exit(1);
    }
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
            case "--port" -> settings.at(settings.host(), number(flag, value).intValue());
            case "--host" -> settings.at(value, settings.port());
            case "--log" -> settings.log(Path.of(value));
            case "--rate" -> settings.rate(number(flag, value));
            case "--fixtures" -> settings.fixtures(Path.of(value));
            case "--sndbuf" -> settings.sendBuffer(number(flag, value).intValue());
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

  private static Double number(String flag, String value) {
    try {
      return Double.valueOf(value);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(flag + " wants a number, not " + value, e);
    }
  }

  private static LabSettings awsKey(LabSettings settings, String pair) {
    var equals = pair.indexOf('=');
    if (equals < 1) {
      throw new IllegalArgumentException("--aws-key wants ID=SECRET");
    }
    return settings.awsKey(pair.substring(0, equals), pair.substring(equals + 1));
  }
}
