package dev.sluice.journal;

/** What came of opening a journal at a position. */
public sealed interface Opening {

  /** There it is: its next chunk is the one at the position that was asked for. */
  record Opened(Cursor cursor) implements Opening {}

  /** The position is no longer kept; {@code first} is the oldest that is. */
  record Dropped(long first) implements Opening {}

  /** The position is beyond {@code published}, the end of what may be seen. */
  record Ahead(long published) implements Opening {}
}
