package dev.sluice.proof.simulation;

/** Bugs that the simulation can be given, each in what stands beside the machine. */
enum Plant {
  NONE,
  /** The provider goes on sending while it is told to wait. */
  PAUSE_IGNORED,
  /** A call that was ended goes on. */
  HANG_UP_LOST,
  /** An alarm is set and never rings. */
  TIMER_LOST,
  /** A reader's cursor leaves a chunk out. */
  CHUNK_SKIPPED,
  /** A reader's cursor gives a chunk twice. */
  CHUNK_DOUBLED,
  /** A reader is not woken for the last chunk. */
  WAKE_LOST
}
