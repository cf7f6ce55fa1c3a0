package dev.sluice.proof.recordings;

import dev.sluice.proof.kit.Tongue;

/** How strictly a client of one protocol reads. Violations are assertion errors. */
public interface Grammar {

  /** Reads a streamed answer; {@code equal} says that the provider speaks the same protocol. */
  Heard stream(byte[] body, boolean equal);

  /** Reads a whole answer. */
  Heard whole(byte[] body);

  /** The type of a well-formed error body; {@code header} is the AWS error type. */
  String error(byte[] body, String header);

  static Grammar of(Tongue tongue) {
    return switch (tongue) {
      case OPENAI -> new ChatGrammar();
      case ANTHROPIC -> new MessagesGrammar();
      case BEDROCK -> new ConverseGrammar();
    };
  }
}
