package dev.sluice.gateway.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** A command of the help page that {@link Main} runs itself before it comes to picocli. */
@Command
final class Listed implements Callable<Integer> {

  private Listed() {}

  static CommandLine as(String description) {
    var line = new CommandLine(new Listed());
    line.getCommandSpec().usageMessage().description(description);
    return line;
  }

  @Override
  public Integer call() {
    throw new IllegalStateException("this command is not run by picocli");
  }
}
