package dev.sluice.gateway.cli;

import dev.sluice.gateway.configure.Suggestion;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import picocli.CommandLine;

/** Says in one line what is wrong with a command line. */
final class Wording {

  private Wording() {}

  static String of(CommandLine.ParameterException problem) {
    if (problem instanceof CommandLine.UnmatchedArgumentException unmatched
        && !unmatched.getUnmatched().isEmpty()) {
      var argument = unmatched.getUnmatched().get(0);
      var flag = argument.startsWith("-");
      var known = known(problem.getCommandLine(), flag);
      var name = argument.contains("=") ? argument.substring(0, argument.indexOf('=')) : argument;
      return "unknown "
          + (flag ? "option " : "command ")
          + name
          + Suggestion.of(name, known)
              .map(near -> ", did you mean " + near + "?")
              .orElse("; known: " + String.join(", ", known));
    }
    if (problem.getArgSpec() instanceof CommandLine.Model.OptionSpec option
        && problem.getValue() != null) {
      var name = option.longestName();
      return name
          + " (or "
          + EnvironmentDefaults.variable(name)
          + ") must be "
          + (option.type() == Integer.class ? "a number" : option.paramLabel())
          + "; found '"
          + problem.getValue()
          + "'";
    }
    return firstLine(Objects.requireNonNullElse(problem.getMessage(), ""));
  }

  private static List<String> known(CommandLine at, boolean flags) {
    var known = new ArrayList<String>();
    if (flags) {
      at.getCommandSpec().options().forEach(option -> known.add(option.longestName()));
    } else {
      known.addAll(at.getSubcommands().keySet());
    }
    return known;
  }

  private static String firstLine(String text) {
    return text.lines().findFirst().orElse("");
  }
}
