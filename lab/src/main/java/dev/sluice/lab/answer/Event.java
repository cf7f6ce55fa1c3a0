package dev.sluice.lab.answer;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.lab.json.Json;

/** One event of a streamed answer as its bytes in the body, framing included. */
@SuppressWarnings("ArrayRecordComponent") // nobody changes the bytes
public record Event(Kind kind, byte[] bytes) {
  /** What an event means to a fault. */
  public enum Kind {
    /** The opening event. */
    START,
    /** Text, reasoning, arguments, or the start of a tool call. */
    CONTENT,
    /** Anything between that shows nothing: block borders, pings, usage. */
    BETWEEN,
    /** The event that says why the answer ends, or any after it but the last. */
    FINISH,
    /** The last event. */
    END
  }

  /** A server-sent event without a name. */
  public static Event data(Kind kind, String json) {
    return new Event(kind, ("data: " + json + "\n\n").getBytes(UTF_8));
  }

  /** A server-sent event with a name. */
  public static Event named(Kind kind, String name, Json data) {
    return new Event(kind, ("event: " + name + "\ndata: " + data.write() + "\n\n").getBytes(UTF_8));
  }
}
