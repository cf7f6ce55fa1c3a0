package dev.sluice.chat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Folds the chunks of an answer to the whole of it: whole and streamed answers are folds of one
 * sequence and so cannot differ. One thread; grows with the answer, whose bound is the caller's.
 */
public final class AnswerFold implements ChunkSink {

  private Chunk.Start start = new Chunk.Start(null, null, "", 1, null, Extra.NONE);
  private final List<AnswerBlock> blocks = new ArrayList<>();
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
      case Chunk.BlockStart b ->
          blocks.add(new AnswerBlock(b.choice(), b.block(), b.kind(), b.tool(), b.extra()));
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

  private AnswerBlock block(int choice, int block) {
    for (var i = blocks.size() - 1; i >= 0; i--) {
      var candidate = blocks.get(i);
      if (candidate.choice() == choice && candidate.block() == block) {
        return candidate;
      }
    }
    throw new IllegalStateException("no block " + block + " in choice " + choice);
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
    return blocks.stream().filter(block -> block.choice() == choice).toList();
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
