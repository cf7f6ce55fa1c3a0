package dev.sluice.gateway.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.lab.LabMain;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.Map;
import picocli.CommandLine;

/** Where {@code sluice} starts: picks the command, and turns what goes wrong into a line. */
public final class Main {

  private static final int CANNOT = 1;
  private static final int WRONG_COMMAND_LINE = 2;

  private Main() {}

  public static void main(String[] arguments) throws IOException, CannotServe {
    if (arguments.length > 0 && arguments[0].equals("lab")) {
      LabMain.main(Arrays.copyOfRange(arguments, 1, arguments.length));
      return;
    }
    if (arguments.length == 1 && arguments[0].equals(Rehearsal.COMMAND)) {
      Rehearsal.run();
    }
    int status =
        run(
            arguments,
            System.getenv(),
            new PrintWriter(System.out, true, UTF_8),
            new PrintWriter(System.err, true, UTF_8));
    if (status != 0) {
      System.exit(status);
    }
  }

  /** Runs a command; a server that it has started goes on afterwards. */
  static int run(
      String[] arguments, Map<String, String> environment, PrintWriter out, PrintWriter err) {
    var serve = new Serve(environment);
    var line =
        new CommandLine(serve)
            .addSubcommand("serve", Listed.as("Serves until SIGTERM. The default."))
            .addSubcommand("lab", Listed.as("Runs the scripted provider on its own."))
            .addSubcommand(new CheckConfig(environment))
            .addSubcommand(new DoctorCommand(environment))
            .setDefaultValueProvider(new EnvironmentDefaults(environment))
            .setUsageHelpAutoWidth(true)
            .setOut(out)
            .setErr(err);
    line.setParameterExceptionHandler((problem, _) -> wrong(problem));
    line.setExecutionExceptionHandler((problem, at, _) -> cannot(problem, at.getErr()));
    return line.execute(
        arguments.length > 0 && arguments[0].equals("serve")
            ? Arrays.copyOfRange(arguments, 1, arguments.length)
            : arguments);
  }

  private static int wrong(CommandLine.ParameterException problem) {
    var at = problem.getCommandLine();
    var out = at.getErr();
    out.println("sluice: " + Wording.of(problem));
    out.println(
        "Try: sluice " + (at.getParent() == null ? "" : at.getCommandName() + " ") + "--help");
    return WRONG_COMMAND_LINE;
  }

  private static int cannot(Exception problem, PrintWriter out) throws Exception {
    if (!(problem instanceof CannotServe cannot)) {
      throw problem;
    }
    cannot.lines().forEach(line -> out.println("sluice: " + line));
    return CANNOT;
  }
}
