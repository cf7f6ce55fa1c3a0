package dev.sluice.dialect;

import dev.sluice.chat.BlockKind;
import dev.sluice.chat.Chunk;
import dev.sluice.chat.ChunkSink;
import dev.sluice.chat.ErrorCode;
import dev.sluice.chat.Failure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * Puts the blocks of an answer one behind the other, for protocols whose readers expect that.
 *
 * <p>One block is open at a time. What comes for another one waits until the open one closes: at
 * its own end or, for a function call whose JSON is complete, as soon as another block has
 * something to say. What waits is bounded; beyond the bound the answer fails. These protocols know
 * one choice: those that a provider makes beside the first are left out. Source: protocol
 * reference, §8, sequencing rule.
 */
public final class Sequencer implements ChunkSink {

  static final long WAITING_BYTES_MAX = 32 << 20;

  private final ChunkSink out;
  private final SequencedMap<Integer, List<Chunk>> waiting = new LinkedHashMap<>();
  private final JsonDepth depth = new JsonDepth();
  private int open = -1;
  private boolean openIsCall;
  private long waitingBytes;
  private boolean failed;

  public Sequencer(ChunkSink out) {
    this.out = out;
  }

  @Override
  public void accept(Chunk chunk) {
    if (failed) {
      return;
    }
    switch (chunk) {
      case Chunk.BlockStart c -> inBlock(c.choice(), c.block(), c);
      case Chunk.BlockEnd c -> inBlock(c.choice(), c.block(), c);
      case Chunk.Text c -> inBlock(c.choice(), c.block(), c);
      case Chunk.Refusal c -> inBlock(c.choice(), c.block(), c);
      case Chunk.Reasoning c -> inBlock(c.choice(), c.block(), c);
      case Chunk.Signature c -> inBlock(c.choice(), c.block(), c);
      case Chunk.Arguments c -> inBlock(c.choice(), c.block(), c);
      case Chunk.Citation c -> inBlock(c.choice(), c.block(), c);
      case Chunk.Media c -> inBlock(c.choice(), c.block(), c);
      case Chunk.Opaque c -> {
        if (c.block() < 0) {
          out.accept(c);
        } else {
          inBlock(c.choice(), c.block(), c);
        }
      }
      case Chunk.Start c -> out.accept(c);
      case Chunk.Logprobs c -> out.accept(c);
      case Chunk.Usage c -> out.accept(c);
      case Chunk.Problem c -> out.accept(c);
      case Chunk.Finish c -> {
        if (c.choice() == 0) {
          out.accept(c);
        }
      }
      case Chunk.End c -> out.accept(c);
      case Chunk.Failed c -> out.accept(c);
    }
  }

  private void inBlock(int choice, int block, Chunk chunk) {
    if (choice != 0) {
      return;
    }
    if (block == open) {
      emit(chunk);
      return;
    }
    if (open < 0 && chunk instanceof Chunk.BlockStart) {
      emit(chunk);
      return;
    }
    var waits = hold(block, chunk);
    if (waits && open >= 0 && openIsCall && depth.complete()) {
      emit(new Chunk.BlockEnd(0, open));
    }
  }

  /** Writes a chunk of the block that is open, or opens one. */
  private void emit(Chunk chunk) {
    out.accept(chunk);
    switch (chunk) {
      case Chunk.BlockStart start -> {
        open = start.block();
        openIsCall = start.kind() == BlockKind.TOOL;
        depth.reset();
      }
      case Chunk.Arguments arguments -> depth.feed(arguments.json());
      case Chunk.BlockEnd end -> {
        open = -1;
        promote();
      }
      case Chunk.Start _,
          Chunk.Text _,
          Chunk.Refusal _,
          Chunk.Reasoning _,
          Chunk.Signature _,
          Chunk.Citation _,
          Chunk.Media _,
          Chunk.Logprobs _,
          Chunk.Opaque _,
          Chunk.Usage _,
          Chunk.Problem _,
          Chunk.Finish _,
          Chunk.End _,
          Chunk.Failed _ -> {}
    }
  }

  private void promote() {
    while (open < 0 && !waiting.isEmpty()) {
      var next = waiting.pollFirstEntry();
      for (var chunk : next.getValue()) {
        waitingBytes -= chunk.weight();
        if (open == next.getKey() || chunk instanceof Chunk.BlockStart) {
          emit(chunk);
        }
      }
    }
  }

  /** Keeps a chunk for later; false for what comes late for a block that was closed early. */
  private boolean hold(int block, Chunk chunk) {
    waitingBytes += chunk.weight();
    if (waitingBytes > WAITING_BYTES_MAX) {
      failed = true;
      waiting.clear();
      out.accept(
          new Chunk.Failed(
              Failure.of(
                  ErrorCode.UPSTREAM_PROTOCOL,
                  "more than " + WAITING_BYTES_MAX + " bytes wait behind an unfinished block")));
      return false;
    }
    var held = waiting.get(block);
    if (held == null && chunk instanceof Chunk.BlockStart) {
      held = new ArrayList<>(2);
      waiting.put(block, held);
    }
    if (held != null) {
      held.add(chunk);
      return true;
    }
    waitingBytes -= chunk.weight();
    return false;
  }
}
