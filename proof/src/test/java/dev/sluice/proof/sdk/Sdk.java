package dev.sluice.proof.sdk;

/** One SDK under test. */
interface Sdk {
  /**
   * Asks the job's question and, in a loop, sends the answer back with the tools' results.
   *
   * <p>Returns when the last turn has ended; throws whatever the SDK throws. What came before is in
   * {@code turns}.
   */
  Turns converse(Job job, Turns turns) throws Exception;
}
