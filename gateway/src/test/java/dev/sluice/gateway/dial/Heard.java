package dev.sluice.gateway.dial;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.chat.ErrorCode;
import dev.sluice.chat.Failure;
import dev.sluice.dialect.ProviderHead;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** A listener that remembers. */
final class Heard implements CallListener {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final List<String> steps = new ArrayList<>();

  /** How the request went out. */
  private final List<String> later = new ArrayList<>();

  private final ByteArrayOutputStream body = new ByteArrayOutputStream();
  private @Nullable ProviderHead head;
  private @Nullable Failure failure;
  private boolean ended;
  private int reads;
  private Runnable onBytes = () -> {};

  /** Does this, on the loop, at each delivery of bytes. */
  Heard onBytes(Runnable then) {
    onBytes = then;
    return this;
  }

  @Override
  public synchronized void resolved() {
    step("resolved");
  }

  @Override
  public synchronized void connected() {
    step("connected");
  }

  @Override
  public synchronized void secured() {
    step("secured");
  }

  @Override
  public synchronized void proving() {
    later.add("proving");
  }

  @Override
  public synchronized void sending() {
    later.add("sending");
  }

  @Override
  public synchronized void written() {
    later.add("written");
    notifyAll();
  }

  @Override
  public synchronized void sent() {
    later.add("sent");
    step("sent");
  }

  @Override
  public synchronized void head(ProviderHead given) {
    head = given;
    step("head");
  }

  @Override
  public void bytes(byte[] bytes, int offset, int length) {
    synchronized (this) {
      body.write(bytes, offset, length);
      reads++;
      notifyAll();
    }
    onBytes.run();
  }

  @Override
  public synchronized void ended() {
    ended = true;
    step("ended");
  }

  @Override
  public synchronized void broken(Failure given) {
    failure = given;
    step("broken");
  }

  private void step(String name) {
    steps.add(name);
    notifyAll();
  }

  synchronized List<String> steps() {
    return List.copyOf(steps);
  }

  synchronized List<String> upload() {
    return List.copyOf(later);
  }

  synchronized String body() {
    return body.toString(UTF_8);
  }

  synchronized int bodyBytes() {
    return body.size();
  }

  synchronized int reads() {
    return reads;
  }

  synchronized boolean over() {
    return ended || failure != null;
  }

  Heard awaitOver() {
    return await(this::over);
  }

  Heard awaitStep(String step) {
    return await(() -> steps.contains(step));
  }

  /** Waits until this holds, looking again after each thing heard. */
  synchronized Heard await(BooleanSupplier claim) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    try {
      while (!claim.getAsBoolean()) {
        long rest = (end - System.nanoTime()) / 1_000_000;
        if (rest <= 0) {
          throw new AssertionError("not in time; heard " + steps + ", " + body.size() + " bytes");
        }
        wait(rest);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
    return this;
  }

  synchronized ProviderHead head() {
    if (head == null) {
      throw new AssertionError("no head; heard " + steps);
    }
    return head;
  }

  synchronized Failure failure() {
    if (failure == null) {
      throw new AssertionError("no failure; heard " + steps);
    }
    return failure;
  }

  ErrorCode code() {
    return failure().code();
  }
}
