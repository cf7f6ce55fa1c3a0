package dev.sluice.chat;

import org.jspecify.annotations.Nullable;

/**
 * One piece of an answer, in the order in which the provider made it.
 *
 * <p>A sequence begins with {@link Start}, holds blocks that open, grow and close, at most one
 * {@link Finish} a choice, any number of {@link Usage}, and ends with exactly one {@link End} or
 * {@link Failed}. {@link ChunkRules} is that grammar. {@code choice} is 0 unless the client asked
 * for several answers; {@code block} is dense from 0 within its choice, in order of first
 * appearance. Source: the neutral model of the protocol reference, §8, with the native names of the
 * design, §5.
 */
public sealed interface Chunk {

  /** What a chunk weighs beside what is in it. */
  int BASE_WEIGHT = 128;

  /**
   * Whether it carries something that a reader wants to see: the commit point waits for the first.
   */
  default boolean content() {
    return switch (this) {
      case Text t -> true;
      case Refusal r -> true;
      case Reasoning r -> true;
      case Signature s -> true;
      case Arguments a -> true;
      case Citation c -> true;
      case Media m -> true;
      case Opaque o -> true;
      case BlockStart b -> b.kind() == BlockKind.TOOL;
      case Start s -> false;
      case BlockEnd b -> false;
      case Logprobs l -> false;
      case Usage u -> false;
      case Problem p -> false;
      case Finish f -> false;
      case End e -> false;
      case Failed e -> false;
    };
  }

  /** Whether nothing may follow it. */
  default boolean terminal() {
    return this instanceof End || this instanceof Failed;
  }

  /**
   * An estimate of the bytes that it holds in memory, for the bounds of journals: {@link
   * #BASE_WEIGHT} and all that a provider can make larger, unknown members, names and ids included.
   */
  default int weight() {
    return Weight.of(this);
  }

  /**
   * What a fold of the answer keeps of it, in bytes: a piece of text only grows the text of its
   * block, everything else is kept as it is.
   */
  default int foldedWeight() {
    return switch (this) {
      case Text t -> weight() - BASE_WEIGHT;
      case Refusal r -> weight() - BASE_WEIGHT;
      case Reasoning r -> weight() - BASE_WEIGHT;
      case Arguments a -> weight() - BASE_WEIGHT;
      case BlockEnd b -> 0;
      case End e -> 0;
      case Start s -> weight();
      case BlockStart b -> weight();
      case Signature s -> weight();
      case Citation c -> weight();
      case Media m -> weight();
      case Logprobs l -> weight();
      case Opaque o -> weight();
      case Usage u -> weight();
      case Problem p -> weight();
      case Finish f -> weight();
      case Failed f -> weight();
    };
  }

  /**
   * The head of an answer.
   *
   * @param id the provider's id of the answer, absent where the protocol has none
   * @param model the model that the provider says it ran
   * @param provider the configured name of the provider
   * @param attempt 1 for the first call
   * @param created seconds since the epoch
   */
  record Start(
      @Nullable String id,
      @Nullable String model,
      String provider,
      int attempt,
      @Nullable Long created,
      Extra extra)
      implements Chunk {}

  /** Opens a block. {@code tool} is there exactly when the kind is {@link BlockKind#TOOL}. */
  record BlockStart(int choice, int block, BlockKind kind, @Nullable ToolHead tool, Extra extra)
      implements Chunk {
    public BlockStart {
      if ((kind == BlockKind.TOOL) != (tool != null)) {
        throw new IllegalArgumentException("a tool head belongs to a tool block, kind " + kind);
      }
    }
  }

  /** Who is called: the id that ties the result to the call, and the tool's name. */
  record ToolHead(String callId, String name, ToolKind kind) {}

  /** Closes a block. */
  record BlockEnd(int choice, int block) implements Chunk {}

  /** Visible text. */
  record Text(int choice, int block, String text, Extra extra) implements Chunk {}

  /** Text by which the model declines. */
  record Refusal(int choice, int block, String text, Extra extra) implements Chunk {}

  /** Text of the model's reasoning; {@code part} numbers the parts of a summary, from 0. */
  record Reasoning(int choice, int block, String text, Form form, int part, Extra extra)
      implements Chunk {
    /** Whether the provider shows the reasoning itself or a summary of it. */
    public enum Form {
      FULL,
      SUMMARY
    }
  }

  /** What proves a reasoning block to its provider: a signature, or the encrypted block itself. */
  record Signature(int choice, int block, @Nullable String signature, @Nullable String redacted)
      implements Chunk {}

  /** A fragment of a tool call's arguments: JSON text for functions, free text for custom tools. */
  record Arguments(int choice, int block, String json, Extra extra) implements Chunk {}

  /** A source of the text of a block, as the JSON of the protocol that sent it. */
  record Citation(
      int choice,
      int block,
      String protocol,
      String json,
      @Nullable String url,
      @Nullable String title)
      implements Chunk {}

  /** A piece of audio or image, as the JSON of the protocol that sent it. */
  record Media(int choice, int block, String protocol, String json) implements Chunk {}

  /** Token probabilities of a choice, as the JSON of the protocol that sent them. */
  record Logprobs(int choice, String protocol, String json) implements Chunk {}

  /**
   * A piece that only its own protocol knows: forwarded there, invisible elsewhere.
   *
   * @param block the opaque block that it belongs to, or -1 for an event outside blocks
   * @param event the name of the event in that protocol
   * @param json its payload
   */
  record Opaque(int choice, int block, String protocol, String event, String json)
      implements Chunk {}

  /**
   * Tokens so far; absolute, a later one replaces an earlier one member by member. Absent is
   * unknown, which is not 0.
   *
   * @param input uncached input
   * @param cacheRead input read from the cache
   * @param cacheWrite input written to the cache
   * @param output all output, reasoning included
   * @param reasoning the part of the output that was reasoning
   */
  record Usage(
      @Nullable Long input,
      @Nullable Long output,
      @Nullable Long cacheRead,
      @Nullable Long cacheWrite,
      @Nullable Long reasoning,
      Extra extra)
      implements Chunk {

    public static final Usage UNKNOWN = new Usage(null, null, null, null, null, Extra.NONE);

    /** This usage with every member that {@code later} knows replaced. */
    public Usage merge(Usage later) {
      return new Usage(
          later.input != null ? later.input : input,
          later.output != null ? later.output : output,
          later.cacheRead != null ? later.cacheRead : cacheRead,
          later.cacheWrite != null ? later.cacheWrite : cacheWrite,
          later.reasoning != null ? later.reasoning : reasoning,
          later.extra.isEmpty() ? extra : later.extra);
    }

    /** All input, cached or not; absent when no part of it is known. */
    public @Nullable Long inputTotal() {
      if (input == null && cacheRead == null && cacheWrite == null) {
        return null;
      }
      return orZero(input) + orZero(cacheRead) + orZero(cacheWrite);
    }

    private static long orZero(@Nullable Long count) {
      return count == null ? 0 : count;
    }
  }

  /**
   * An event that could not be read. Not terminal: the adapter goes on, its caller judges.
   *
   * @param event the event's type, or "" where the protocol has none
   * @param offset where the event began, in bytes from the start of the answer
   * @param reason what is wrong with it; no content
   * @param contentBearing whether an event of this type may hold content, or its type is unknown
   */
  record Problem(String event, long offset, String reason, boolean contentBearing)
      implements Chunk {}

  /** Why a choice ended, neutral and in the provider's own word. */
  record Finish(
      int choice,
      FinishReason reason,
      @Nullable String raw,
      @Nullable String stopSequence,
      Extra extra)
      implements Chunk {}

  /** The answer is whole: the provider's own end marker was seen. */
  record End() implements Chunk {
    public static final End END = new End();
  }

  /** The answer is broken off. */
  record Failed(Failure failure) implements Chunk {}
}
