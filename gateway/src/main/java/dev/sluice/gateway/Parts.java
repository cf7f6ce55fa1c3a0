package dev.sluice.gateway;

import dev.sluice.chat.ChatRequest;
import dev.sluice.chat.ChunkSink;
import dev.sluice.chat.Principal;
import dev.sluice.dialect.Fresh;
import dev.sluice.gateway.generate.ReasoningMemory;
import dev.sluice.gateway.store.ReasoningStore;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** The parts of a gateway that do not depend on its configuration. */
final class Parts {

  private static final long REASONING_BYTES_MAX = 64L << 20;
  private static final Duration REASONING_AGE_MAX = Duration.ofHours(1);

  private Parts() {}

  static Fresh fresh() {
    return new Fresh(() -> ThreadLocalRandom.current().nextLong(), System::currentTimeMillis);
  }

  static ReasoningMemory memory() {
    var store =
        new ReasoningStore(REASONING_BYTES_MAX, REASONING_AGE_MAX.toNanos(), System::nanoTime);
    return new ReasoningMemory() {
      @Override
      public ChunkSink observe(Principal principal, String provider, boolean open) {
        return store.observe(principal, provider, open);
      }

      @Override
      public ChatRequest recall(Principal principal, ChatRequest request, String provider) {
        return store.recall(principal, request, provider);
      }

      @Override
      public boolean signedBy(Principal principal, String provider, String signature) {
        return store.signedBy(principal, provider, signature);
      }
    };
  }
}
