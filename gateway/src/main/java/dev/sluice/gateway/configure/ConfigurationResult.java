package dev.sluice.gateway.configure;

import java.util.List;

/** What reading a configuration gives. */
public sealed interface ConfigurationResult {

  record Valid(Configuration configuration) implements ConfigurationResult {}

  /** All that is wrong, in the order of the file. */
  record Invalid(List<Problem> problems) implements ConfigurationResult {
    public Invalid {
      problems = List.copyOf(problems);
    }
  }
}
