package dev.sluice.lab.fault;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.lab.answer.Event;
import dev.sluice.lab.answer.Event.Kind;
import dev.sluice.lab.ask.Protocol;
import dev.sluice.lab.aws.EventFrame;
import dev.sluice.lab.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.UnaryOperator;

/** Reading ahead in events and rewriting them. */
final class Events {
  private Events() {}

  /** Takes events until that many with content have been taken. */
  static List<Event> take(Iterator<Event> events, int content) {
    var taken = new ArrayList<Event>();
    var seen = 0;
    while (seen < content && events.hasNext()) {
      var event = events.next();
      taken.add(event);
      seen += event.kind() == Kind.CONTENT ? 1 : 0;
    }
    return taken;
  }

  /** Takes all events. */
  static List<Event> all(Iterator<Event> events) {
    var taken = new ArrayList<Event>();
    events.forEachRemaining(taken::add);
    return taken;
  }

  /** The event with its text changed; bytes are mapped one to one so that any byte survives. */
  static Event rewrite(Protocol protocol, Event event, UnaryOperator<String> change) {
    if (protocol != Protocol.CONVERSE) {
      return new Event(event.kind(), bytes(change.apply(text(event.bytes()))));
    }
    var frame = EventFrame.decodeAll(event.bytes()).getFirst();
    var payload = bytes(change.apply(text(frame.payload())));
    return new Event(event.kind(), new EventFrame(frame.headers(), payload).encode());
  }

  /** An event of a type that nobody knows. */
  static Event unknown(Protocol protocol) {
    var json = Json.obj("type", "lab_unknown", "n", 1);
    return switch (protocol) {
      case CHAT, MESSAGES -> Event.named(Kind.BETWEEN, "lab_unknown", json);
      case CONVERSE ->
          new Event(Kind.BETWEEN, EventFrame.event("labUnknown", json.write()).encode());
    };
  }

  static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  static byte[] utf8(String text) {
    return text.getBytes(UTF_8);
  }
}
