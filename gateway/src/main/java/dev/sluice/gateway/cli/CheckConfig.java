package dev.sluice.gateway.cli;

import dev.sluice.gateway.configure.Configuration;
import dev.sluice.gateway.configure.DefaultsPage;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sluice check-config}: reads a configuration and says what is wrong with it. */
@Command(
    name = "check-config",
    description = "Reads a configuration, says all that is wrong with it, and serves nothing.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class CheckConfig implements Callable<Integer> {

  private final Map<String, String> environment;

  @Parameters(
      arity = "0..1",
      paramLabel = "FILE",
      description = "the file; without it SLUICE_CONFIG, or the environment alone")
  private @Nullable Path file;

  @Option(names = "--config", paramLabel = "FILE", description = "the same")
  private @Nullable Path config;

  @Option(names = "--defaults", description = "prints every default as a file")
  private boolean defaults;

  @Spec private @Nullable CommandSpec spec;

  CheckConfig(Map<String, String> environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() throws CannotServe {
    if (spec == null) {
      throw new IllegalStateException("not called by picocli");
    }
    var out = spec.commandLine().getOut();
    if (defaults) {
      out.print(DefaultsPage.text());
      out.flush();
      return 0;
    }
    var from = Optional.ofNullable(file).or(() -> Optional.ofNullable(config));
    var configuration = new Settings(environment).read(from);
    var refusals = configuration.refusals();
    if (!refusals.isEmpty()) {
      throw new CannotServe(refusals);
    }
    out.println(from.map(Path::toString).orElse("environment") + ": ok, " + summary(configuration));
    return 0;
  }

  private static String summary(Configuration configuration) {
    return count(configuration.providers().size(), "provider")
        + ", "
        + count(configuration.routes().size(), "route")
        + ", "
        + count(configuration.keys().size(), "key");
  }

  private static String count(int count, String noun) {
    return count + " " + noun + (count == 1 ? "" : "s");
  }
}
