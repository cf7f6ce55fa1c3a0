package dev.sluice.journal;

import java.util.ArrayDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** A loop whose turns the test takes; it keeps what it was given and counts the most at a time. */
final class FakeLoop implements Loop {

  private final ConcurrentLinkedQueue<Runnable> tasks = new ConcurrentLinkedQueue<>();
  private boolean gone;

  @Override
  public boolean execute(Runnable task) {
    return !gone && tasks.add(task);
  }

  /** Runs what is queued now; whatever that queues stays. */
  void turn() {
    var now = new ArrayDeque<Runnable>();
    for (var task = tasks.poll(); task != null; task = tasks.poll()) {
      now.add(task);
    }
    now.forEach(Runnable::run);
  }

  /** Runs one task, if there is one. */
  void step() {
    var task = poll();
    if (task != null) {
      task.run();
    }
  }

  @Nullable Runnable poll() {
    return tasks.poll();
  }

  int queued() {
    return tasks.size();
  }

  void shutDown() {
    gone = true;
  }
}
