package dev.sluice.run;

import dev.sluice.chat.Chunk;

/** What a run wants done. Called inside the event that causes it, in order. */
public interface Effects {

  /** Start the call to the provider that is this attempt's, 1 for the first. */
  void dial(int attempt);

  /** Append to the journal. */
  void append(Chunk chunk);

  /** The client shall get its status line now, before any content. */
  void commit();

  /** No attempt will need the request again: let go of it. */
  void dropRequest();

  /** The provider's answer is complete: keep its connection if it is clean. */
  void complete(int attempt);

  /**
   * The answer has told why it ended, and its end marker does not come: end the decoder as if the
   * bytes had ended.
   */
  void conclude(int attempt);

  /** End the provider call at once. */
  void hangUp(int attempt);

  /**
   * The provider's error body has stalled: read the failure from what came of it, then tell {@link
   * Run#refused}.
   */
  void judge(int attempt);
}
