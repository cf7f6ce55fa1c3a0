package dev.sluice.run;

/** What a guard may not keep to itself. */
public final class Fault {

  private Fault() {}

  /**
   * Throws on what the process cannot live with: errors of the virtual machine, but for a stack
   * that was too deep, which ends with the one who went there. Everything else ends one answer.
   */
  public static void rethrowIfDeadly(Throwable cause) {
    if (cause instanceof VirtualMachineError error && !(cause instanceof StackOverflowError)) {
      throw error;
    }
  }
}
