package dev.sluice.gateway.generate;

import dev.sluice.chat.Chunk;
import dev.sluice.chat.ChunkSink;
import dev.sluice.chat.Failure;
import dev.sluice.dialect.DecodeSettings;
import dev.sluice.dialect.ProviderCall;
import dev.sluice.dialect.ProviderHead;
import dev.sluice.gateway.dial.Call;
import dev.sluice.gateway.dial.CallListener;
import dev.sluice.run.Attempt;
import dev.sluice.run.Run;
import org.jspecify.annotations.Nullable;

/**
 * One attempt and its call: what the dialer tells goes to the attempt's decoder and, with the
 * attempt's number, to the run. Every event is guarded: what throws ends the generation. On its
 * loop.
 */
final class AttemptCall implements CallListener {

  private final Generation generation;
  private final Run run;
  private final Attempt attempt;
  private final int number;
  private @Nullable Call call;

  /** Where chunks go, in the words of the client once the request is known. */
  private ChunkSink told;

  private long nowNanos;

  AttemptCall(Generation generation, Run run, Upstream upstream, DecodeSettings settings) {
    this.generation = generation;
    this.run = run;
    this.number = settings.attempt();
    this.told = this::told;
    this.attempt = new Attempt(upstream.dialect(), settings, upstream.secrets(), this::decoded);
  }

  void dial(Upstream upstream, ProviderCall request) {
    told = request.words().before(this::told);
    call = generation.dialer().dial(generation.loop(), upstream.provider(), request, this);
  }

  Attempt attempt() {
    return attempt;
  }

  @Override
  public void resolved() {
    try {
      run.resolved(number, now());
      generation.settled();
    } catch (Throwable e) {
      generation.fault(e);
    }
  }

  @Override
  public void connected() {
    try {
      run.connected(number, now());
      generation.settled();
    } catch (Throwable e) {
      generation.fault(e);
    }
  }

  @Override
  public void secured() {
    try {
      run.secured(number, now());
      generation.settled();
    } catch (Throwable e) {
      generation.fault(e);
    }
  }

  @Override
  public void proving() {
    try {
      run.proving(number, now());
      generation.settled();
    } catch (Throwable e) {
      generation.fault(e);
    }
  }

  @Override
  public void sent() {
    try {
      run.sent(number, now());
      generation.settled();
    } catch (Throwable e) {
      generation.fault(e);
    }
  }

  @Override
  public void sending() {
    try {
      run.sending(number, now());
      generation.settled();
    } catch (Throwable e) {
      generation.fault(e);
    }
  }

  @Override
  public void written() {
    try {
      run.written(number, now());
      generation.settled();
    } catch (Throwable e) {
      generation.fault(e);
    }
  }

  @Override
  public void head(ProviderHead head) {
    try {
      var good = attempt.head(head);
      run.head(number, good, now());
      generation.settled();
    } catch (Throwable e) {
      generation.fault(e);
    }
  }

  @Override
  public void bytes(byte[] bytes, int offset, int length) {
    try {
      var before = run.state();
      run.activity(number, now());
      attempt.bytes(bytes, offset, length);
      if (attempt.errorFull()) {
        judge();
      }
      var moved = run.finished(number, attempt.finished(), nowNanos);
      if (run.state() == before && !moved) {
        generation.tell();
      } else {
        generation.settled();
      }
      generation.holdBack();
    } catch (Throwable e) {
      generation.fault(e);
    }
  }

  @Override
  public void ended() {
    try {
      now();
      if (attempt.refused()) {
        judge();
      } else {
        attempt.ended();
      }
      generation.settled();
    } catch (Throwable e) {
      generation.fault(e);
    }
  }

  @Override
  public void broken(Failure failure) {
    try {
      now();
      run.broken(number, failure);
      generation.settled();
    } catch (Throwable e) {
      generation.fault(e);
    }
  }

  private void decoded(Chunk chunk) {
    told.accept(chunk);
  }

  private void told(Chunk chunk) {
    run.chunk(number, chunk, nowNanos);
  }

  /** The time of this event, read once. */
  private long now() {
    nowNanos = generation.now();
    return nowNanos;
  }

  // ---- what the run wants of the call

  void judge() {
    if (attempt.refused()) {
      run.refused(number, attempt.judge());
    }
  }

  void conclude() {
    attempt.ended();
  }

  void pause() {
    if (call != null) {
      call.pause();
    }
  }

  void resume() {
    if (call != null) {
      call.resume();
    }
  }

  void complete() {
    if (call != null) {
      call.done();
    }
  }

  void hangUp() {
    if (call != null) {
      call.cancel();
    }
  }
}
