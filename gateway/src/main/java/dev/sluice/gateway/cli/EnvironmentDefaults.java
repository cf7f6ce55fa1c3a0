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
    var value = environment.getOrDefault(variable(option.longestName()), "");
    return value.isEmpty() ? null : value;
  }

  /** The variable that stands in for an option. */
  static String variable(String option) {
    return "SLUICE_" + option.substring(2).toUpperCase(Locale.ROOT).replace('-', '_');
  }
}
