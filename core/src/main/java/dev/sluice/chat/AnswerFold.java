package dev.sluice.chat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Folds the chunks of an answer to the whole of it: whole and streamed answers are folds of one
 * sequence and so cannot differ. One thread; grows with the answer, whose bound is the caller's.
 */
public final class AnswerFold implements ChunkSink {

  private Chunk.Start start = new Chunk.Start(null, null, "", 1, null, Extra.NONE);
  private final List<AnswerBlock> blocks = new ArrayList<>();
  private final Map<Integer, List<AnswerBlock>> byChoice = new HashMap<>();
  private final Map<Long, AnswerBlock> byNumber = new HashMap<>();
  private @Nullable AnswerBlock recent;
  private final SortedMap<Integer, Chunk.Finish> finishes = new TreeMap<>();
  private final SortedMap<Integer, List<String>> logprobs = new TreeMap<>();
  private final List<Chunk.Opaque> opaques = new ArrayList<>();
  private Chunk.Usage usage = Chunk.Usage.UNKNOWN;
  private Optional<Failure> failure = Optional.empty();
  private boolean ended;

  @Override
  public void accept(Chunk chunk) {
    switch (chunk) {
      case Chunk.Start s -> start = s;
      case Chunk.BlockStart b -> open(b);
      case Chunk.BlockEnd b -> block(b.choice(), b.block()).close();
      case Chunk.Text t -> block(t.choice(), t.block()).text(t.text(), t.extra());
      case Chunk.Refusal r -> block(r.choice(), r.block()).text(r.text(), r.extra());
      case Chunk.Reasoning r -> block(r.choice(), r.block()).reasoning(r);
      case Chunk.Signature s -> block(s.choice(), s.block()).sign(s);
      case Chunk.Arguments a -> block(a.choice(), a.block()).text(a.json(), a.extra());
      case Chunk.Citation c -> block(c.choice(), c.block()).cite(c);
      case Chunk.Media m -> block(m.choice(), m.block()).media(m);
      case Chunk.Logprobs l ->
          logprobs.computeIfAbsent(l.choice(), c -> new ArrayList<>()).add(l.json());
      case Chunk.Opaque o -> opaque(o);
      case Chunk.Usage u -> usage = usage.merge(u);
      case Chunk.Problem p -> {}
      case Chunk.Finish f -> finishes.put(f.choice(), f);
      case Chunk.End e -> ended = true;
      case Chunk.Failed f -> failure = Optional.of(f.failure());
    }
  }

  private void opaque(Chunk.Opaque opaque) {
    if (opaque.block() >= 0) {
      block(opaque.choice(), opaque.block()).opaque(opaque);
    } else {
      opaques.add(opaque);
    }
  }

  private void open(Chunk.BlockStart start) {
    var block =
        new AnswerBlock(start.choice(), start.block(), start.kind(), start.tool(), start.extra());
    blocks.add(block);
    byChoice.computeIfAbsent(start.choice(), c -> new ArrayList<>()).add(block);
    byNumber.put(number(start.choice(), start.block()), block);
    recent = block;
  }

  private AnswerBlock block(int choice, int block) {
    var last = recent;
    if (last == null || last.block() != block || last.choice() != choice) {
      last = byNumber.get(number(choice, block));
      if (last == null) {
        throw new IllegalStateException("no block " + block + " in choice " + choice);
      }
      recent = last;
    }
    return last;
  }

  private static long number(int choice, int block) {
    return (long) choice << 32 | block;
  }

  public Chunk.Start start() {
    return start;
  }

  /** All blocks, in order of their start. */
  public List<AnswerBlock> blocks() {
    return blocks;
  }

  /** The blocks of one choice, in order of their start. */
  public List<AnswerBlock> blocks(int choice) {
    return byChoice.getOrDefault(choice, List.of());
  }

  /** How each finished choice ended, by choice. */
  public SortedMap<Integer, Chunk.Finish> finishes() {
    return finishes;
  }

  /** The pieces of the token probabilities, by choice. */
  public SortedMap<Integer, List<String>> logprobs() {
    return logprobs;
  }

  /** Foreign events outside blocks. */
  public List<Chunk.Opaque> opaques() {
    return opaques;
  }

  public Chunk.Usage usage() {
    return usage;
  }

  public Optional<Failure> failure() {
    return failure;
  }

  /** Whether the answer came to its true end. */
  public boolean ended() {
    return ended;
  }
}
