package dev.sluice.gateway.store;

import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.function.LongSupplier;

/** A map that forgets: by age, and the oldest first when it is full. Thread-safe. */
final class Remembered<V> {

  private final long bytesMax;
  private final long ageNanosMax;
  private final LongSupplier nanoClock;
  private final LinkedHashMap<String, Entry<V>> entries = new LinkedHashMap<>(); // guarded by this
  private long bytes; // guarded by this

  private record Entry<V>(V value, long bytes, long atNanos) {}

  Remembered(long bytesMax, long ageNanosMax, LongSupplier nanoClock) {
    this.bytesMax = bytesMax;
    this.ageNanosMax = ageNanosMax;
    this.nanoClock = nanoClock;
  }

  synchronized void put(String key, V value, long valueBytes) {
    var now = nanoClock.getAsLong();
    var total = valueBytes + 2L * key.length() + 128;
    var former = entries.remove(key);
    if (former != null) {
      bytes -= former.bytes();
    }
    if (total <= bytesMax) {
      entries.put(key, new Entry<>(value, total, now));
      bytes += total;
    }
    forget(now);
  }

  synchronized Optional<V> get(String key) {
    forget(nanoClock.getAsLong());
    return Optional.ofNullable(entries.get(key)).map(Entry::value);
  }

  private void forget(long now) {
    var eldest = entries.values().iterator();
    while (eldest.hasNext()) {
      var entry = eldest.next();
      if (bytes <= bytesMax && now - entry.atNanos() <= ageNanosMax) {
        return;
      }
      bytes -= entry.bytes();
      eldest.remove();
    }
  }

  synchronized long bytes() {
    return bytes;
  }
}
