package dev.sluice.lab.fault;

import dev.sluice.lab.answer.Event;
import java.util.Iterator;
import java.util.Optional;

/** Events as steps, with a pause before each content event but the first. */
final class Paced implements Iterator<Step> {
  private final Iterator<Event> events;
  private final long pauseNanos;
  private boolean began;
  private boolean paused;
  private Optional<Event> next = Optional.empty();

  Paced(Iterator<Event> events, long pauseNanos) {
    this.events = events;
    this.pauseNanos = pauseNanos;
  }

  @Override
  public boolean hasNext() {
    return next.isPresent() || events.hasNext();
  }

  @Override
  public Step next() {
    var event = next.orElseGet(events::next);
    next = Optional.empty();
    if (event.kind() == Event.Kind.CONTENT) {
      if (began && !paused && pauseNanos > 0) {
        paused = true;
        next = Optional.of(event);
        return new Step.Pause(pauseNanos);
      }
      began = true;
      paused = false;
    }
    return new Step.Body(event.bytes(), true);
  }
}
