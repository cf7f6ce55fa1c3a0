package dev.sluice.gateway.cli;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code sluice} without a command, which is {@code serve}. */
@Command(
    name = "sluice",
    description = "A streaming gateway for language models. Without a command it serves.",
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
      names = "--data",
      paramLabel = "DIR",
      description = "folder of the store (none is used yet)")
  private @Nullable Path data;

  @Option(names = "--log", paramLabel = "text|json", description = "form of log lines (text)")
  private @Nullable String log;

  Serve(Map<String, String> environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() throws CannotServe {
    if (log != null) {
      if (!log.equals("text") && !log.equals("json")) {
        throw new CannotServe("--log is text or json, not " + log);
      }
      System.setProperty("sluice.log", log);
    }
    var options =
        new ServeOptions(
            port("--port", port),
            port("--admin-port", adminPort),
            Optional.ofNullable(host),
            Optional.ofNullable(config),
            Optional.ofNullable(data));
    var configuration = new Settings(environment).read(options);
    Server.start(configuration);
    return 0;
  }

  private static Optional<Integer> port(String flag, @Nullable Integer port) throws CannotServe {
    if (port != null && (port < 0 || port > 65_535)) {
      throw new CannotServe(flag + " is a port from 0 to 65535, not " + port);
    }
    return Optional.ofNullable(port);
  }
}
