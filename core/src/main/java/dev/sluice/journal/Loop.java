package dev.sluice.journal;

/**
 * The one thread that a writer or a reader lives on, as something that runs tasks there, in the
 * order in which they were given. Implementations are called from any thread and never run the task
 * before they return.
 */
@FunctionalInterface
public interface Loop {

  /** Queues a task; false when the loop is gone and will never run it. */
  boolean execute(Runnable task);
}
