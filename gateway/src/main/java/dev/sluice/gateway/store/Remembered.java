package dev.sluice.gateway.store;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Policy;
import com.github.benmanes.caffeine.cache.RemovalCause;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A cache that forgets: by age, and the oldest first when it is full. Thread-safe.
 *
 * <p>The bound is kept here and not as the cache's own weight: beyond that one it would rather
 * refuse a new entry than part with one that was asked for more often, and what was said last is
 * what comes back next.
 */
final class Remembered<V> {

  private static final int ENTRY_BYTES = 128;

  private final long bytesMax;
  private final AtomicLong bytes = new AtomicLong();
  private final Cache<String, Entry<V>> entries;
  private final Policy.FixedExpiration<String, Entry<V>> ages;

  private record Entry<V>(V value, long bytes) {}

  Remembered(long bytesMax, long ageNanosMax, LongSupplier nanoClock) {
    this.bytesMax = bytesMax;
    entries =
        Caffeine.newBuilder()
            .expireAfterWrite(Duration.ofNanos(ageNanosMax))
            .ticker(nanoClock::getAsLong)
            .executor(Runnable::run)
            .removalListener(
                (@Nullable String key, @Nullable Entry<V> entry, RemovalCause cause) -> {
                  if (entry != null) {
                    bytes.addAndGet(-entry.bytes());
                  }
                })
            .build();
    ages = entries.policy().expireAfterWrite().orElseThrow();
  }

  void put(String key, V value, long valueBytes) {
    var total = valueBytes + 2L * key.length() + ENTRY_BYTES;
    if (total > bytesMax) {
      entries.invalidate(key);
      return;
    }
    bytes.addAndGet(total);
    entries.put(key, new Entry<>(value, total));
    entries.cleanUp();
    if (bytes.get() > bytesMax) {
      entries.invalidateAll(ages.oldest(this::beyondBound));
    }
  }

  /** The oldest entries without which the others are within the bound. */
  private List<String> beyondBound(Stream<Policy.CacheEntry<String, Entry<V>>> oldest) {
    var keys = new ArrayList<String>();
    var excess = bytes.get() - bytesMax;
    for (var all = oldest.iterator(); excess > 0 && all.hasNext(); ) {
      var entry = all.next();
      keys.add(entry.getKey());
      excess -= entry.getValue().bytes();
    }
    return keys;
  }

  Optional<V> get(String key) {
    return Optional.ofNullable(entries.getIfPresent(key)).map(Entry::value);
  }

  long bytes() {
    entries.cleanUp();
    return bytes.get();
  }
}
