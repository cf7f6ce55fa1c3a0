package dev.sluice.gateway.generate;

import dev.sluice.chat.ErrorCode;
import dev.sluice.chat.Failure;
import dev.sluice.chat.Principal;
import dev.sluice.gateway.dial.Dialer;
import dev.sluice.time.Ticker;
import io.netty.channel.EventLoop;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts generations and knows those that are open. Thread-safe. */
public final class Generations implements Answers {

  private static final Logger LOG = LoggerFactory.getLogger(Generations.class);

  private final Dialer dialer;
  private final GenerationSettings settings;
  private final Meters meters;
  private final Ticker ticker;
  private final Map<String, Generation> open = new ConcurrentHashMap<>();
  private final AtomicInteger openTimers = new AtomicInteger();
  private final AtomicLong heldBytes = new AtomicLong();

  public Generations(Dialer dialer, GenerationSettings settings, Meters meters, Ticker ticker) {
    this.ticker = ticker;
    this.dialer = dialer;
    this.settings = settings;
    this.meters = meters;
  }

  @Override
  public Answer ask(GenerationSpec spec, Principal principal, EventLoop loop) {
    var id = settings.fresh().id("gen_", 24);
    var generation = new Generation(id, spec, principal, loop, this);
    open.put(id, generation);
    loop.execute(generation::begin);
    return generation;
  }

  @Override
  public Optional<Answer> find(String id) {
    return Optional.ofNullable(open.get(id));
  }

  /** Ends every open generation as {@code interrupted}. From any thread. */
  public void interruptAll() {
    for (var generation : open.values()) {
      generation.loop().execute(generation::interrupt);
    }
  }

  /** How many generations have no terminal chunk yet. */
  public int open() {
    return open.size();
  }

  /** Bytes of requests that are kept because an attempt may still need them. */
  public long heldRequestBytes() {
    return heldBytes.get();
  }

  /** How many timers generations have set. */
  public AtomicInteger openTimers() {
    return openTimers;
  }

  void ended(Generation generation) {
    open.remove(generation.id());
  }

  void failed(String upstream, Failure failure) {
    switch (failure.code()) {
      case CANCELLED, INTERRUPTED, INVALID_REQUEST, CONTEXT_LENGTH, NOT_FOUND, TOO_LARGE -> {}
      default -> meters.upstreamError(upstream, failure.code().wireName());
    }
    if (failure.code() == ErrorCode.UPSTREAM_ERROR
        && failure.status() != null
        && (failure.status() == 401 || failure.status() == 403)) {
      LOG.warn(
          "provider {} refuses our credentials with status {}: check its key",
          upstream,
          failure.status());
    }
  }

  void fault(String generation, Throwable cause) {
    LOG.error("generation {} failed on a fault of ours", generation, cause);
  }

  AtomicLong heldBytes() {
    return heldBytes;
  }

  Ticker ticker() {
    return ticker;
  }

  Dialer dialer() {
    return dialer;
  }

  GenerationSettings settings() {
    return settings;
  }

  Meters meters() {
    return meters;
  }
}
