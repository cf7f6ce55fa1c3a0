package dev.sluice.journal;

/**
 * How much a memory journal holds, in bytes of {@linkplain dev.sluice.chat.Chunk#weight weight}.
 *
 * <p>A reader's lag is the weight of what it has still to take, less {@code kept}, which the
 * journal holds in any case.
 *
 * @param high when every reader lags by this much, the writer is told to hold its provider
 * @param low when one reader lags no more than this, a writer that holds may go on
 * @param alone a reader that lags by this much while another lags by less than {@code high} is
 *     ended with {@code reader_lagged}; not less than {@code high}
 * @param kept how much of what every reader has passed is kept for readers to come: 0 drops it at
 *     once, {@link #EVERYTHING} keeps the whole answer. For how long is the caller's clock: {@link
 *     Journal#forget}
 */
public record JournalBounds(long high, long low, long alone, long kept) {

  /** Keeps all that was appended until it is {@linkplain Journal#forget forgotten}. */
  public static final long EVERYTHING = Long.MAX_VALUE;

  public JournalBounds {
    if (low < 0 || high < low || alone < high || kept < 0) {
      throw new IllegalArgumentException(
          "0 <= low <= high <= alone and 0 <= kept, not "
              + low
              + ", "
              + high
              + ", "
              + alone
              + ", "
              + kept);
    }
  }

  /** Drops what every reader has passed. */
  public static JournalBounds dropping(long high, long low, long alone) {
    return new JournalBounds(high, low, alone, 0);
  }

  /** The same, with so much of what was passed kept. */
  public JournalBounds keeping(long bytes) {
    return new JournalBounds(high, low, alone, bytes);
  }
}
