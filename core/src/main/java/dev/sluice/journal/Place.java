package dev.sluice.journal;

import dev.sluice.chat.Chunk;
import dev.sluice.chat.ErrorCode;
import dev.sluice.chat.Failure;

/** A cursor as its journal's writer sees it. All on the writer's thread. */
sealed interface Place permits LocalCursor, RemoteCursor {

  /** The end of a reader that lagged alone. */
  Chunk LAGGED =
      new Chunk.Failed(
          Failure.of(
              ErrorCode.READER_LAGGED,
              "this reader took too little while others read on, and what it has missed is no"
                  + " longer kept; ask again and read faster"));

  /** The number of the next chunk that it will take, or has begun to take. */
  long reached();

  /** Whether it has had its chance to take what was published. */
  boolean rested();

  /** Makes sure that the reader looks again. */
  void wake();

  /** Ends it for having lagged; its places may be emptied from now on. */
  void lag();

  /** Where it stands in the journal's list. */
  int index();

  void index(int index);
}
