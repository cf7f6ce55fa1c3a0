package dev.sluice.gateway.generate;

import dev.sluice.chat.ErrorCode;
import dev.sluice.chat.Failure;
import dev.sluice.gateway.dial.Credential;
import dev.sluice.gateway.dial.Dialer;
import io.netty.channel.EventLoop;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts generations and knows those that are open. Thread-safe. */
public final class Generations {

  private static final Logger LOG = LoggerFactory.getLogger(Generations.class);

  private final Dialer dialer;
  private final GenerationSettings settings;
  private final Meters meters;
  private final Set<Generation> open = ConcurrentHashMap.newKeySet();
  private final AtomicInteger openTimers = new AtomicInteger();

  public Generations(Dialer dialer, GenerationSettings settings, Meters meters) {
    this.dialer = dialer;
    this.settings = settings;
    this.meters = meters;
  }

  /**
   * Makes a generation on {@code loop}; call {@link #begin} once its readers are there, so that
   * they miss nothing. On the loop.
   */
  public Generation create(Order order, EventLoop loop) {
    var generation = new Generation(order, loop, this);
    open.add(generation);
    return generation;
  }

  /** Starts the call to the provider. On the loop. */
  public void begin(Generation generation) {
    generation.begin();
  }

  /** Ends every open generation as {@code interrupted}. From any thread. */
  public void interruptAll() {
    for (var generation : open) {
      generation.loop().execute(generation::interrupt);
    }
  }

  /** How many generations have no terminal chunk yet. */
  public int open() {
    return open.size();
  }

  /** How many timers generations have set. */
  public AtomicInteger openTimers() {
    return openTimers;
  }

  void ended(Generation generation) {
    open.remove(generation);
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

  void fault(String generation, RuntimeException cause) {
    LOG.error("generation {} failed on a fault of ours", generation, cause);
  }

  List<String> secrets(Upstream upstream) {
    return switch (upstream.provider().credential()) {
      case Credential.Bearer bearer -> List.of(bearer.key().reveal());
      case Credential.HeaderKey header -> List.of(header.key().reveal());
      case Credential.Aws aws -> List.of();
      case Credential.Anonymous anonymous -> List.of();
    };
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
