package dev.sluice.lab.serve;

import dev.sluice.lab.json.Json;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The last calls in memory, all of them in the log file, and the counters. Thread-safe. */
public final class CallLog implements AutoCloseable {
  private static final int KEPT_MAX = 10_000;

  // guarded by this
  private final ArrayDeque<Call> kept = new ArrayDeque<>();
  private final Map<String, Long> faults = new LinkedHashMap<>();
  private final Map<String, Long> ends = new LinkedHashMap<>();
  private final Optional<Writer> file;
  private long open;
  private long calls;
  private long canary;
  private long connections;

  /** A log that also writes to that file, if any. */
  public CallLog(Optional<Path> file) throws IOException {
    this.file =
        file.isEmpty()
            ? Optional.empty()
            : Optional.of(
                Files.newBufferedWriter(
                    file.get(), StandardOpenOption.CREATE, StandardOpenOption.APPEND));
  }

  synchronized long nextId() {
    return ++calls;
  }

  synchronized void opened(Call call, String row) {
    open++;
    if (!row.isEmpty()) {
      faults.merge(row, 1L, Long::sum);
    }
    kept.addLast(call);
    if (kept.size() > KEPT_MAX) {
      kept.removeFirst();
    }
  }

  synchronized void ended(Call call) {
    open--;
    var json = call.json();
    ends.merge(json.get("ended").text(), 1L, Long::sum);
    if (file.isPresent()) {
      try {
        file.get().write(json.write() + "\n");
        file.get().flush();
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    }
  }

  synchronized void canary() {
    canary++;
  }

  synchronized void connections(int change) {
    connections += change;
  }

  /** The calls whose model contains the text, oldest first. */
  public synchronized Json calls(String model) {
    var found = new ArrayList<Json>();
    for (var call : kept) {
      if (call.model().contains(model)) {
        found.add(call.json());
      }
    }
    return new Json.Arr(found);
  }

  /** The counters. */
  public synchronized Json stats() {
    var faulty = faults.values().stream().mapToLong(Long::longValue).sum();
    return Json.obj(
        "calls", calls,
        "open", open,
        "connections", connections,
        "completed", ends.getOrDefault("complete", 0L),
        "left", ends.getOrDefault("client_left", 0L),
        "faulted", ends.getOrDefault("fault", 0L),
        "canary", canary,
        "faults", faulty,
        "rows", faults);
  }

  @Override
  public synchronized void close() throws IOException {
    if (file.isPresent()) {
      file.get().close();
    }
  }
}
