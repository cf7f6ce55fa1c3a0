package dev.sluice.gateway.cli;

import dev.sluice.lab.LabMain;
import java.io.IOException;
import java.util.Arrays;

/** Where {@code sluice} starts. */
public final class Main {

  private Main() {}

  public static void main(String[] arguments) throws IOException {
    if (arguments.length > 0 && arguments[0].equals("lab")) {
      LabMain.main(Arrays.copyOfRange(arguments, 1, arguments.length));
      return;
    }
    System.err.println("sluice: only 'lab' yet");
    System.exit(2);
  }
}
