package dev.sluice.gateway.cli;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/** {@code SLUICE_PORT} stands in for {@code --port}, and so on. */
final class EnvironmentDefaults implements CommandLine.IDefaultValueProvider {

  private final Map<String, String> environment;

  EnvironmentDefaults(Map<String, String> environment) {
    this.environment = environment;
  }

  @Override
  public @Nullable String defaultValue(ArgSpec argument) {
    if (!(argument instanceof OptionSpec option) || option.arity().max() == 0) {
      return null;
    }
    var name = option.longestName().substring(2).toUpperCase(Locale.ROOT).replace('-', '_');
    var value = environment.getOrDefault("SLUICE_" + name, "");
    return value.isEmpty() ? null : value;
  }
}
