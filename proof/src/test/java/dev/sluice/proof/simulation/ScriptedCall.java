package dev.sluice.proof.simulation;

import dev.sluice.chat.ErrorCode;
import dev.sluice.chat.Failure;
import dev.sluice.dialect.ProviderHead;
import dev.sluice.gateway.dial.Call;
import dev.sluice.gateway.dial.CallListener;
import dev.sluice.lab.fault.Step;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** A call without a socket: dials as the seed says, then plays the lab's steps. */
final class ScriptedCall implements Call {

  private static final long MILLI = 1_000_000L;
  private static final int PIECE_BYTES_MAX = 8 << 10;
  private static final byte SCRIBBLE = '#';

  private final VirtualLoop loop;
  private final CallListener listener;
  private final Random random;
  private final Iterator<Step> steps;
  private final Plant plant;
  private final byte[] scratch = new byte[PIECE_BYTES_MAX];
  private byte[] body = new byte[0];
  private int given;
  private int phase;
  private boolean headGiven;
  private boolean paused;
  private boolean waiting;
  private boolean open = true;

  ScriptedCall(
      VirtualLoop loop, CallListener listener, Random random, Iterator<Step> steps, Plant plant) {
    this.loop = loop;
    this.listener = listener;
    this.random = random;
    this.steps = steps;
    this.plant = plant;
    this.phase = random.nextInt(3) == 0 ? 3 : 0;
  }

  /** Whether the provider still serves it. */
  boolean open() {
    return open;
  }

  boolean paused() {
    return paused;
  }

  void start() {
    after(random.nextInt(4) * MILLI, this::dial);
  }

  private void after(long nanos, VirtualLoop.Kept task) {
    var _ = loop.schedule(task, nanos, TimeUnit.NANOSECONDS);
  }

  /** One step of dialling at a time; some break, some never end. */
  private void dial() {
    if (!open) {
      return;
    }
    switch (random.nextInt(60)) {
      case 0 -> {
        broken(phase == 2 ? ErrorCode.UPSTREAM_TLS : ErrorCode.UPSTREAM_UNREACHABLE);
        return;
      }
      case 1 -> {
        return;
      }
      default -> {}
    }
    switch (phase++) {
      case 0 -> listener.resolved();
      case 1 -> listener.connected();
      case 2 -> {
        if (random.nextBoolean()) {
          listener.secured();
        }
      }
      case 3 -> listener.proving();
      case 4 -> listener.sent();
      case 5, 6 -> listener.sending();
      default -> {
        listener.written();
        after(random.nextInt(200) * MILLI, this::play);
        return;
      }
    }
    after(random.nextInt(40) == 0 ? 20_000 * MILLI : random.nextInt(30) * MILLI, this::dial);
  }

  private void play() {
    if (!open) {
      return;
    }
    if (paused && plant != Plant.PAUSE_IGNORED) {
      waiting = true;
      return;
    }
    if (given < body.length) {
      piece();
      after(random.nextInt(3) == 0 ? MILLI : 0, this::play);
      return;
    }
    if (steps.hasNext()) {
      take(steps.next());
    }
  }

  private void piece() {
    var length =
        Math.min(
            body.length - given, 1 + random.nextInt(random.nextInt(8) == 0 ? 4 : PIECE_BYTES_MAX));
    System.arraycopy(body, given, scratch, 0, length);
    given += length;
    listener.bytes(scratch, 0, length);
    Arrays.fill(scratch, SCRIBBLE);
  }

  private void take(Step step) {
    switch (step) {
      case Step.Head head -> {
        headGiven = true;
        listener.head(head(head));
        after(0, this::play);
      }
      case Step.Body more -> {
        body = more.bytes();
        given = 0;
        after(0, this::play);
      }
      case Step.Raw _ -> broken(ErrorCode.UPSTREAM_PROTOCOL);
      case Step.Pause pause -> after(pause.nanos(), this::play);
      case Step.Hold _ -> {}
      case Step.End _ -> {
        open = false;
        listener.ended();
      }
      case Step.Cut _, Step.Reset _ ->
          broken(headGiven ? ErrorCode.UPSTREAM_TRUNCATED : ErrorCode.UPSTREAM_UNREACHABLE);
    }
  }

  private static ProviderHead head(Step.Head head) {
    var headers = new HashMap<String, String>();
    for (var header : head.headers()) {
      headers.put(header.name().toLowerCase(Locale.ROOT), header.value());
    }
    head.length().ifPresent(length -> headers.put("content-length", Long.toString(length)));
    return new ProviderHead(head.status(), headers);
  }

  private void broken(ErrorCode code) {
    open = false;
    listener.broken(Failure.of(code, "the simulated provider broke"));
  }

  @Override
  public void pause() {
    paused = true;
  }

  @Override
  public void resume() {
    paused = false;
    if (waiting) {
      waiting = false;
      after(0, this::play);
    }
  }

  @Override
  public void cancel() {
    if (plant != Plant.HANG_UP_LOST) {
      open = false;
    }
  }

  @Override
  public void done() {
    open = false;
  }
}
