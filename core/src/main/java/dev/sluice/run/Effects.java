package dev.sluice.run;

import dev.sluice.chat.Chunk;

/** What a run wants done. Called inside the event that causes it, in order. */
public interface Effects {

  /** Start the call to the provider. */
  void dial();

  /** Append to the journal. */
  void append(Chunk chunk);

  /** The client shall get its status line now, before any content. */
  void commit();

  /** The provider's answer is complete: keep its connection if it is clean. */
  void complete();

  /** End the provider call at once. */
  void hangUp();

  /**
   * The provider's error body has stalled: read the failure from what came of it, then tell {@link
   * Run#refused}.
   */
  void judge();
}
