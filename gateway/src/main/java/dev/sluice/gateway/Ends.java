package dev.sluice.gateway;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/** What was started and must be ended, the latest first. Each is ended once. */
final class Ends {

  private final Deque<Runnable> ends = new ArrayDeque<>(); // guarded by this

  /** Takes a thing that is started; it is ended by {@code end}. */
  synchronized <T> T own(T thing, Consumer<? super T> end) {
    ends.push(() -> end.accept(thing));
    return thing;
  }

  synchronized void run() {
    for (var end = ends.poll(); end != null; end = ends.poll()) {
      end.run();
    }
  }
}
