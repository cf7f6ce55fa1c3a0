package dev.sluice.lab.script;

import java.util.Optional;

/** Token counts: {@code input} is the uncached part, {@code output} includes the reasoning. */
public record Counts(
    int input,
    Optional<Integer> cacheRead,
    Optional<Integer> cacheWrite,
    int output,
    Optional<Integer> reasoning) {
  /** Counts without cache and reasoning. */
  public static Counts of(int input, int output) {
    return new Counts(input, Optional.empty(), Optional.empty(), output, Optional.empty());
  }

  /** These counts with a reasoning part. */
  public Counts reasoning(int tokens) {
    return new Counts(input, cacheRead, cacheWrite, output, Optional.of(tokens));
  }

  /** The whole input: uncached, read from the cache, and written to it. */
  public int inputTotal() {
    return input + cacheRead.orElse(0) + cacheWrite.orElse(0);
  }
}
