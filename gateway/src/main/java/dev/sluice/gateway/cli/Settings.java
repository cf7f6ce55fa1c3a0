package dev.sluice.gateway.cli;

import dev.sluice.gateway.configure.Configuration;
import dev.sluice.gateway.configure.ConfigurationReader;
import dev.sluice.gateway.configure.ConfigurationResult;
import dev.sluice.gateway.configure.Problem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the configuration that a command works with. */
final class Settings {

  private final Map<String, String> environment;

  Settings(Map<String, String> environment) {
    this.environment = environment;
  }

  /** The file's configuration, or the environment's where there is no file. */
  Configuration read(Optional<Path> file) throws CannotServe {
    var reader = new ConfigurationReader(environment);
    return switch (file.map(reader::read).orElseGet(reader::read)) {
      case ConfigurationResult.Valid valid -> valid.configuration();
      case ConfigurationResult.Invalid invalid -> throw new CannotServe(lines(invalid.problems()));
    };
  }

  /** What {@code serve} would serve, or why it refuses. */
  Configuration read(ServeOptions options) throws CannotServe {
    var read = read(options.config());
    return (options.demo() ? read.asDemo() : read)
        .listening(options.host(), options.port(), options.adminPort());
  }

  private static List<String> lines(List<Problem> problems) {
    var lines = new ArrayList<String>();
    for (var problem : problems) {
      lines.add(problem.toString());
    }
    return lines;
  }
}
