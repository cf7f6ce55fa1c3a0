package dev.sluice.gateway.generate;

import dev.sluice.dialect.ProviderCall;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The request of a generation: kept and counted as long as an attempt may need it. One thread. */
final class HeldRequest {

  private final AtomicLong heldBytes;
  private @Nullable ProviderCall call;

  HeldRequest(ProviderCall call, AtomicLong heldBytes) {
    this.call = call;
    this.heldBytes = heldBytes;
    heldBytes.addAndGet(call.body().length);
  }

  ProviderCall call() {
    if (call == null) {
      throw new IllegalStateException("the request is no longer held");
    }
    return call;
  }

  /** Lets go of it; idempotent. */
  void drop() {
    if (call != null) {
      heldBytes.addAndGet(-call.body().length);
      call = null;
    }
  }
}
