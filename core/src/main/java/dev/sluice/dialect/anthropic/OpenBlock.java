package dev.sluice.dialect.anthropic;

import dev.sluice.chat.BlockKind;
import dev.sluice.dialect.SurrogateHold;
import org.jspecify.annotations.Nullable;

/** A block of an answer that has been opened and not closed. */
final class OpenBlock {

  final int index;
  final BlockKind kind;
  final SurrogateHold surrogates = new SurrogateHold();

  /** Arguments that stood in the block's start; they count if no delta follows. */
  final @Nullable String input;

  boolean grown;

  OpenBlock(int index, BlockKind kind, @Nullable String input) {
    this.index = index;
    this.kind = kind;
    this.input = input;
  }
}
