package dev.sluice.gateway.cli;

import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

/** A command that a later version brings. */
@Command(description = "Comes with a later version.")
final class Later implements Callable<Integer> {

  private final String name;

  @Unmatched private @Nullable List<String> arguments;

  Later(String name) {
    this.name = name;
  }

  @Override
  public Integer call() throws CannotServe {
    var with = arguments == null || arguments.isEmpty() ? "" : " " + String.join(" ", arguments);
    throw new CannotServe("'" + name + with + "' comes with a later version of Sluice");
  }
}
