package dev.sluice.lab.script;

import java.util.List;

/** A block of an answer. Lists of pieces are taken as they are: they may be computed views. */
public sealed interface Part {
  /** Text, one piece per delta. */
  record Text(List<String> pieces) implements Part {}

  /** A refusal, one piece per delta. */
  record Refusal(List<String> pieces) implements Part {}

  /** Reasoning; Chat shows no signature. */
  record Reasoning(List<String> pieces, String signature) implements Part {}

  /** Reasoning that only the provider can read; Chat has none. */
  record Redacted(String data) implements Part {}

  /** A tool call; {@code pieces} of its arguments are none for a call without arguments. */
  record Call(String id, String name, List<String> pieces) implements Part {}
}
