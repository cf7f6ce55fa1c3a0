package dev.sluice.proof.matrix;

/** How the answer is asked for. */
enum Mode {
  STREAM("stream"),
  WHOLE("whole");

  final String label;

  Mode(String label) {
    this.label = label;
  }
}
