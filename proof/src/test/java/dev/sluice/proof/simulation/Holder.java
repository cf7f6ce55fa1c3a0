package dev.sluice.proof.simulation;

/** Whoever has a cursor that a journal may have to keep chunks for. */
interface Holder {

  /** Whether the journal keeps something for it. */
  boolean holds();

  /** The number of the chunk that it takes next. */
  long position();

  /** It lags by more than one may: the next that it is given must be {@code reader_lagged}. */
  void isOverdue();

  /** When nothing is left to run. */
  void checkEnd();
}
