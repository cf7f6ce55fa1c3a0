package dev.sluice.gateway.cli;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code sluice doctor}: tries every provider and says what to do. */
@Command(
    name = "doctor",
    description = "Tries each provider: key, name, connection, TLS, clock, one token.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class DoctorCommand implements Callable<Integer> {

  private final Map<String, String> environment;

  @Option(names = "--config", paramLabel = "FILE", description = "configuration file")
  private @Nullable Path config;

  @Option(
      names = "--model",
      paramLabel = "NAME",
      description = "the model to ask for one token; else one that a route names, else a small one")
  private @Nullable String model;

  @Spec private @Nullable CommandSpec spec;

  DoctorCommand(Map<String, String> environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() throws CannotServe, InterruptedException {
    if (spec == null) {
      throw new IllegalStateException("not called by picocli");
    }
    var configuration = new Settings(environment).read(Optional.ofNullable(config));
    var doctor = new Doctor(configuration, Optional.ofNullable(model), spec.commandLine().getOut());
    return doctor.examine() ? 0 : 1;
  }
}
