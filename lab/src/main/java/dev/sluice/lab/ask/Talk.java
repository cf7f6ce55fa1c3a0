package dev.sluice.lab.ask;

import java.util.List;

/**
 * The conversation of a request: the last user text, how many user turns there are, the tool
 * results of the last turn, and the blocks of the assistant turn that made those calls.
 */
public record Talk(
    String system, String question, int userTurns, List<Result> results, List<Block> caller) {
  public Talk {
    results = List.copyOf(results);
    caller = List.copyOf(caller);
  }

  /** A tool result. */
  public record Result(String callId, String text) {}

  /** A block of an assistant turn. Only reasoning has a signature. */
  public record Block(Kind kind, String text, String signature) {}

  /** The kinds of blocks that matter here. */
  public enum Kind {
    TEXT,
    REASONING,
    REDACTED,
    CALL
  }
}
