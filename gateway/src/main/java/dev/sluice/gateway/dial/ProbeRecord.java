package dev.sluice.gateway.dial;

import dev.sluice.chat.ErrorCode;
import dev.sluice.chat.Failure;
import dev.sluice.dialect.ProviderHead;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What a probe's call came to. Written on the loop, read by the thread that waits. */
final class ProbeRecord implements CallListener {
  /** How far a call came. */
  record Seen(
      boolean resolved,
      boolean connected,
      boolean secured,
      boolean sent,
      ProviderHead head,
      long bodyBytes,
      boolean over,
      long millis,
      @Nullable Failure failure) {

    int status() {
      return head.status();
    }

    String message() {
      return failure == null ? "" : failure.message();
    }

    @Nullable ErrorCode code() {
      return failure == null ? null : failure.code();
    }
  }

  private static final ProviderHead NO_HEAD = new ProviderHead(0, Map.of());

  private final long startedNanos = System.nanoTime();
  private final CountDownLatch done = new CountDownLatch(1);
  // guarded by this, as all below
  private Seen seen = new Seen(false, false, false, false, NO_HEAD, 0, false, 0, null);
  private @Nullable Call call;

  synchronized void started(Call dialled) {
    call = dialled;
  }

  /** On the loop. */
  synchronized void stop() {
    if (call != null) {
      call.cancel();
    }
  }

  Seen await(Duration patience) throws InterruptedException {
    boolean over = done.await(patience.toMillis(), TimeUnit.MILLISECONDS);
    synchronized (this) {
      return with(seen.head, seen.bodyBytes, over, seen.failure);
    }
  }

  @Override
  public synchronized void resolved() {
    seen = reached(true, false, false, false);
  }

  @Override
  public synchronized void connected() {
    seen = reached(true, true, false, false);
  }

  @Override
  public synchronized void secured() {
    seen = reached(true, true, true, false);
  }

  @Override
  public void proving() {}

  @Override
  public void sending() {}

  @Override
  public void written() {}

  @Override
  public synchronized void sent() {
    // A connection of the pool tells no earlier step.
    seen = reached(true, true, true, true);
  }

  @Override
  public synchronized void head(ProviderHead head) {
    seen = with(head, 0, false, null);
  }

  @Override
  public synchronized void bytes(byte[] bytes, int offset, int length) {
    seen = with(seen.head, seen.bodyBytes + length, false, null);
  }

  @Override
  public void ended() {
    done.countDown();
  }

  @Override
  public void broken(Failure failure) {
    synchronized (this) {
      seen = with(seen.head, seen.bodyBytes, true, failure);
    }
    done.countDown();
  }

  private Seen reached(boolean resolved, boolean connected, boolean secured, boolean sent) {
    return new Seen(resolved, connected, secured, sent, NO_HEAD, 0, false, 0, null);
  }

  private Seen with(ProviderHead head, long bodyBytes, boolean over, @Nullable Failure failure) {
    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startedNanos);
    return new Seen(
        seen.resolved,
        seen.connected,
        seen.secured,
        seen.sent,
        head,
        bodyBytes,
        over,
        millis,
        failure);
  }
}
