package dev.sluice.lab.fault;

import dev.sluice.lab.answer.Voice;
import dev.sluice.lab.ask.Ask;
import dev.sluice.lab.script.Ids;
import dev.sluice.lab.script.ScriptName;

/** What a fault may know of its call. */
public record Scene(ScriptName script, Ask ask, Voice voice, Ids ids, Line line) {
  /** The connection: version, own address (host and port), path, credential received, pace. */
  public record Line(
      boolean http2, String authority, String path, String credential, long pauseNanos) {}

  /** Content events, or bytes, before the fault strikes. */
  int content() {
    return script.count("c", CONTENT);
  }

  private static final int CONTENT = 2;
}
