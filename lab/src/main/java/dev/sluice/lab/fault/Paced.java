package dev.sluice.lab.fault;

import dev.sluice.lab.answer.Event;
import java.util.Iterator;

/** Events as steps, with a pause before each content event but the first. */
final class Paced implements Iterator<Step> {
  private final Iterator<Event> events;
  private final long pauseNanos;
  private boolean began;
  private boolean paused;
  private Event next = NONE;

  private static final Event NONE = new Event(Event.Kind.BETWEEN, new byte[0]);

  Paced(Iterator<Event> events, long pauseNanos) {
    this.events = events;
    this.pauseNanos = pauseNanos;
  }

  @Override
  public boolean hasNext() {
    return next != NONE || events.hasNext();
  }

  @Override
  public Step next() {
    if (next == NONE) {
      next = events.next();
    }
    if (next.kind() == Event.Kind.CONTENT) {
      if (began && !paused && pauseNanos > 0) {
        paused = true;
        return new Step.Pause(pauseNanos);
      }
      began = true;
      paused = false;
    }
    var event = next;
    next = NONE;
    return new Step.Body(event.bytes(), true);
  }
}
