package dev.sluice.gateway.cli;

import dev.sluice.gateway.CannotStart;
import dev.sluice.gateway.Gateway;
import dev.sluice.gateway.configure.Access;
import dev.sluice.gateway.configure.Configuration;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code sluice} without a command, which is {@code serve}. */
@Command(
    name = "sluice",
    description = "A streaming gateway for language models. Without a command it serves.",
    footer = {
      "",
      "Each option also as a variable: SLUICE_PORT, SLUICE_ADMIN_PORT, SLUICE_HOST,",
      "SLUICE_CONFIG, SLUICE_LOG. Without a file, providers come from OPENAI_API_KEY,",
      "OPENAI_BASE_URL, ANTHROPIC_API_KEY, or AWS_REGION with AWS credentials; where",
      "nothing is set a demo answers. All defaults: sluice check-config --defaults."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class Serve implements Callable<Integer> {

  private final Map<String, String> environment;

  @Option(names = "--port", paramLabel = "N", description = "data port (8080); 0 takes a free one")
  private @Nullable Integer port;

  @Option(
      names = "--admin-port",
      paramLabel = "N",
      description = "admin port (8081); 0 takes a free one")
  private @Nullable Integer adminPort;

  @Option(names = "--host", paramLabel = "ADDRESS", description = "data address (127.0.0.1)")
  private @Nullable String host;

  @Option(names = "--config", paramLabel = "FILE", description = "configuration file")
  private @Nullable Path config;

  @Option(
      names = "--demo",
      description = "scripted answers to every model name, whatever provider is configured")
  private boolean demo;

  @Option(names = "--log", paramLabel = "text|json", description = "form of log lines (text)")
  private @Nullable String log;

  @Spec private @Nullable CommandSpec spec;

  Serve(Map<String, String> environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() throws CannotServe {
    if (log != null) {
      if (!log.equals("text") && !log.equals("json")) {
        throw wrong("--log is text or json, not " + log);
      }
      System.setProperty("sluice.log", log);
    }
    var options =
        new ServeOptions(
            port("--port", port),
            port("--admin-port", adminPort),
            Optional.ofNullable(host),
            Optional.ofNullable(config),
            demo);
    var configuration = new Settings(environment).read(options);
    begin(configuration);
    return 0;
  }

  /** Serves until a signal; returns once it is ready. */
  static Gateway begin(Configuration configuration) throws CannotServe {
    try {
      var gateway = Gateway.start(configuration);
      Signals.onStop(gateway::drain);
      say(configuration, gateway);
      return gateway;
    } catch (CannotStart e) {
      throw new CannotServe(e.lines());
    }
  }

  private static void say(Configuration configuration, Gateway gateway) {
    System.out.println(
        "sluice ready on http://"
            + gateway.dataAddress()
            + " admin http://"
            + gateway.adminAddress());
    if (configuration.demo()) {
      System.out.println(
          "no provider is configured: every model name answers with the demo's scripted texts");
      return;
    }
    for (var entry : configuration.providers()) {
      System.out.println(
          "provider "
              + entry.name()
              + " ("
              + entry.protocol().name()
              + ") at "
              + entry.baseUrl()
              + (entry.access() instanceof Access.None ? ", without a key" : ""));
    }
    for (var hint : configuration.hints()) {
      System.out.println("note: " + hint);
    }
  }

  private Optional<Integer> port(String flag, @Nullable Integer port) {
    if (port != null && (port < 0 || port > 65_535)) {
      throw wrong(flag + " is a port from 0 to 65535, not " + port);
    }
    return Optional.ofNullable(port);
  }

  private CommandLine.ParameterException wrong(String message) {
    if (spec == null) {
      throw new IllegalStateException("not called by picocli");
    }
    return new CommandLine.ParameterException(spec.commandLine(), message);
  }
}
