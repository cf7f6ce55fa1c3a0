package dev.sluice.lab.script;

import java.util.List;
import java.util.Optional;

/** What the scripted model says, before any protocol. */
public record Answer(List<Part> parts, Stop stop, Optional<String> stopSequence, Counts counts) {
  public Answer {
    parts = List.copyOf(parts);
  }

  /** An answer of these parts that ends by itself, or with its tool calls. */
  public static Answer of(List<Part> parts, int inputTokens) {
    var output = 0;
    var reasoning = 0;
    var stop = Stop.END;
    for (var part : parts) {
      switch (part) {
        case Part.Text text -> output += text.pieces().size();
        case Part.Refusal refusal -> {
          output += refusal.pieces().size();
          stop = Stop.REFUSAL;
        }
        case Part.Reasoning thought -> reasoning += thought.pieces().size();
        case Part.Redacted ignored -> reasoning += REDACTED_TOKENS;
        case Part.Call call -> {
          output += CALL_TOKENS + call.pieces().size();
          stop = Stop.TOOL;
        }
      }
    }
    var counts = Counts.of(inputTokens, output + reasoning);
    return new Answer(
        parts, stop, Optional.empty(), reasoning > 0 ? counts.reasoning(reasoning) : counts);
  }

  private static final int REDACTED_TOKENS = 12;
  private static final int CALL_TOKENS = 8;

  /** This answer with another end. */
  public Answer ends(Stop end, Optional<String> sequence) {
    return new Answer(parts, end, sequence, counts);
  }

  /** This answer with other counts. */
  public Answer counts(Counts other) {
    return new Answer(parts, stop, stopSequence, other);
  }
}
