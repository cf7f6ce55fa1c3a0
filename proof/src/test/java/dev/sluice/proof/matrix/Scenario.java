package dev.sluice.proof.matrix;

/** What the lab does, by the model name that is asked for. */
enum Scenario {
  TEXT("text", "text", Kind.ANSWER),
  TOOL("tool", "tool", Kind.ANSWER),
  TOOLS2("tools2", "tools2", Kind.ANSWER),
  TOOLNOARGS("toolnoargs", "toolnoargs", Kind.ANSWER),
  LOOP("loop", "tool", Kind.ANSWER),
  REASONING("reasoning", "reasoning", Kind.ANSWER),
  REASONLOOP("reasonloop", "reasontool", Kind.ANSWER),
  USAGE("usage", "usage", Kind.ANSWER),
  LENGTH("length", "length", Kind.ANSWER),
  STOP("stop", "stop", Kind.ANSWER),
  S400("400", "s400", Kind.STATUS),
  S401("401", "text", Kind.STATUS),
  S401_PROVIDER("401-provider", "s401", Kind.STATUS),
  S404("404", "s404", Kind.STATUS),
  S429("429", "s429", Kind.STATUS),
  S500("500", "s500", Kind.STATUS),
  S529("529", "s529", Kind.STATUS),
  ERROR_EVENT("error-event", "text-u25", Kind.BROKEN),
  CUT("cut", "text-u7", Kind.BROKEN),
  FIN("fin", "text-u8", Kind.BROKEN),
  STALL("stall", "text-u12-ms31000", Kind.BROKEN),
  BAD_FRAME("bad-frame", "text-u26", Kind.BROKEN);

  /** An answer that ends well, an HTTP error in its place, or an answer that breaks. */
  enum Kind {
    ANSWER,
    STATUS,
    BROKEN
  }

  final String label;
  final String lab;
  final Kind kind;

  Scenario(String label, String lab, Kind kind) {
    this.label = label;
    this.lab = lab;
    this.kind = kind;
  }
}
