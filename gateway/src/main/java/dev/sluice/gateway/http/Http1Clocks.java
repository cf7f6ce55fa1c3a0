package dev.sluice.gateway.http;

import io.netty.channel.Channel;

/**
 * What an HTTP/1.1 connection waits for, one thing at a time: a head, a body, the client to take
 * what is queued, the next request, the end. The connection hears when it has to look, and asks
 * here whether time is up; each question that finds it is not sets the clock again. On the
 * connection's loop.
 */
final class Http1Clocks {
  /** How often within a wait progress is looked for. */
  private static final int CHECKS_PER_WAIT = 4;

  private final Channel channel;
  private final ListenerSettings.Waits waits;
  private final Deadline deadline;
  private final BodyPace body;
  private final WriteProgress progress = new WriteProgress();
  private long idleSinceNanos;
  private long writes;

  Http1Clocks(Channel channel, ListenerSettings.Waits waits, Runnable look) {
    this.channel = channel;
    this.waits = waits;
    this.deadline = new Deadline(channel.eventLoop(), look);
    this.body = new BodyPace(waits);
  }

  // What is waited for.

  /** The rest of a head. */
  void awaitHead() {
    deadline.in(waits.headers());
  }

  /** A body. */
  void awaitBody() {
    body.start(System.nanoTime());
    deadline.in(waits.body().dividedBy(CHECKS_PER_WAIT));
  }

  /** Something of the body has come. */
  void bodyCame() {
    body.came(System.nanoTime());
  }

  /** The handler, for which there is no clock here. */
  void awaitAnswer() {
    deadline.clear();
  }

  /** The next request, once the client has taken what is queued. */
  void awaitRequest() {
    idleSinceNanos = System.nanoTime();
    if (queued()) {
      awaitWrites();
    } else {
      deadline.in(waits.idle());
    }
  }

  /** The client's end, once it has taken what is queued. */
  void awaitEnd() {
    if (queued()) {
      awaitWrites();
    } else {
      deadline.in(waits.linger());
    }
  }

  /** The client's end, now that ours is sent. */
  void linger() {
    deadline.in(waits.linger());
  }

  /** The client to take what is queued, if anything is and nothing is waited for yet. */
  void awaitWritesIfQueued() {
    if (!deadline.isSet() && queued()) {
      awaitWrites();
    }
  }

  private void awaitWrites() {
    progress.start(accepted(), currentProgress(), System.nanoTime());
    deadline.in(waits.write().dividedBy(CHECKS_PER_WAIT));
  }

  /** Nothing, for good. */
  void stop() {
    deadline.stop();
  }

  // Whether time is up.

  /** Whether the body comes too slowly, of which there are so many bytes. */
  boolean bodyIsLate(int bytes) {
    if (body.tooSlow(bytes, System.nanoTime())) {
      return true;
    }
    deadline.in(waits.body().dividedBy(CHECKS_PER_WAIT));
    return false;
  }

  /** Whether the client takes nothing of what is queued. */
  boolean writesStall() {
    if (!queued()) {
      return false;
    }
    var stalled = progress.stalledNanos(accepted(), currentProgress(), System.nanoTime());
    if (stalled >= waits.write().toNanos()) {
      return true;
    }
    deadline.in(waits.write().dividedBy(CHECKS_PER_WAIT));
    return false;
  }

  /** Whether the client has rested for too long. */
  boolean idleIsOver() {
    var rest = waits.idle().toNanos() - (System.nanoTime() - idleSinceNanos);
    if (rest <= 0) {
      return true;
    }
    deadline.in(rest);
    return false;
  }

  // What is queued.

  /** Something is written. */
  void wrote() {
    writes++;
  }

  /** Whether something written is not with the kernel yet. */
  boolean queued() {
    var buffer = channel.unsafe().outboundBuffer();
    return buffer != null && !buffer.isEmpty();
  }

  private long accepted() {
    var buffer = channel.unsafe().outboundBuffer();
    return writes - (buffer == null ? 0 : buffer.size());
  }

  private long currentProgress() {
    var buffer = channel.unsafe().outboundBuffer();
    return buffer == null ? 0 : buffer.currentProgress();
  }
}
