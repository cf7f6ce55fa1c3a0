package dev.sluice.lab.serve;

import dev.sluice.lab.fault.Step;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Plays the steps of one call on its wire: no step is taken while the other side does not take. On
 * the wire's executor only.
 */
final class Play {
  private static final System.Logger LOG = System.getLogger(Play.class.getName());

  private final Wire wire;
  private final Iterator<Step> steps;
  private final Call call;
  private final CallLog log;
  private final Runnable done;
  private boolean running;
  private boolean waiting;
  private boolean over;
  private Optional<Future<?>> pause = Optional.empty();

  /** A play; {@code done} runs after a proper end. */
  Play(Wire wire, Iterator<Step> steps, Call call, CallLog log, Runnable done) {
    this.wire = wire;
    this.steps = steps;
    this.call = call;
    this.log = log;
    this.done = done;
  }

  /** Goes on as far as it can. */
  void go() {
    if (running) {
      return;
    }
    running = true;
    try {
      while (!over && !waiting && wire.writable()) {
        if (steps.hasNext()) {
          take(steps.next());
        } else {
          waiting = true;
        }
      }
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.ERROR, "call " + call.id() + " broke", e);
      fault();
      wire.reset();
    } finally {
      running = false;
    }
  }

  /** The other side has left. */
  void left() {
    if (call.open()) {
      over = true;
      pause.ifPresent(timer -> timer.cancel(false));
      call.left(System.nanoTime());
      log.ended(call);
    }
  }

  private void take(Step step) {
    switch (step) {
      case Step.Head head -> wire.head(head);
      case Step.Body body -> {
        var size = body.bytes().length;
        var left = new int[] {size};
        wire.body(
            body.bytes(),
            count -> {
              left[0] -= count;
              call.sent(count, body.event() && left[0] == 0, System.nanoTime());
            });
      }
      case Step.Raw raw -> wire.raw(raw.bytes());
      case Step.Pause pause -> pause(pause.nanos());
      case Step.Hold ignored -> waiting = true;
      case Step.End ignored -> {
        over = true;
        wire.end(this::complete);
      }
      case Step.Cut ignored -> {
        fault();
        wire.cut();
      }
      case Step.Reset ignored -> {
        fault();
        wire.reset();
      }
    }
  }

  private void pause(long nanos) {
    waiting = true;
    pause =
        Optional.of(
            wire.executor()
                .schedule(
                    () -> {
                      waiting = false;
                      go();
                    },
                    nanos,
                    TimeUnit.NANOSECONDS));
  }

  private void complete() {
    if (call.open()) {
      call.end("complete", System.nanoTime());
      log.ended(call);
    }
    done.run();
  }

  private void fault() {
    over = true;
    if (call.open()) {
      call.end("fault", System.nanoTime());
      log.ended(call);
    }
  }
}
