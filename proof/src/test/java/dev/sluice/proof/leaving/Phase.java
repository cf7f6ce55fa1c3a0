package dev.sluice.proof.leaving;

/** What an answer is doing when its client leaves. */
enum Phase {
  AWAITING_HEADERS("lab-text-u10", true, false),
  AWAITING_FIRST_TOKEN("lab-text-u11", true, false),
  FLOWING("lab-text-n100000-r50", true, true),
  STALLED("lab-text-u12-ms600000", true, true),
  NOT_READING("lab-text-n100000-k1000-r0", true, true),
  WHOLE("lab-text-n100000-r50", false, false);

  private final String script;
  private final boolean streamed;
  private final boolean visible;

  Phase(String script, boolean streamed, boolean visible) {
    this.script = script;
    this.streamed = streamed;
    this.visible = visible;
  }

  String script() {
    return script;
  }

  boolean streamed() {
    return streamed;
  }

  /** Whether the client has seen content by then. */
  boolean visible() {
    return visible;
  }

  boolean reads() {
    return this != NOT_READING;
  }
}
