package dev.sluice.dialect.openai;

import dev.sluice.chat.ToolKind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an encoder knows of one choice. */
final class ChoiceOut {

  final int index;
  boolean opened;
  boolean finished;
  boolean refused;
  boolean oldCall;

  /** How many characters of text there were. */
  int chars;

  /** The part of the reasoning summary that was written last. */
  int part;

  /** Token probabilities that wait for their delta. */
  @Nullable String logprobs;

  /** The bytes that a chunk of this choice begins with, as of the head's {@code prefixVersion}. */
  byte[] prefix = new byte[0];

  int prefixVersion = -1;

  final List<Call> calls = new ArrayList<>();

  ChoiceOut(int index) {
    this.index = index;
  }

  boolean called() {
    return !calls.isEmpty();
  }

  /** The call of a block, or null when the block is none or is not shown. */
  @Nullable Call call(int block) {
    for (var i = calls.size() - 1; i >= 0; i--) {
      if (calls.get(i).block == block) {
        return calls.get(i);
      }
    }
    return null;
  }

  /** A call; its number on the wire counts calls, not blocks. */
  static final class Call {
    final int block;
    final int number;
    final ToolKind kind;
    final boolean old;
    boolean argued;

    Call(int block, int number, ToolKind kind, boolean old) {
      this.block = block;
      this.number = number;
      this.kind = kind;
      this.old = old;
    }
  }
}
