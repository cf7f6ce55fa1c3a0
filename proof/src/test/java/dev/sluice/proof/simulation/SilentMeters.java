package dev.sluice.proof.simulation;

import dev.sluice.gateway.generate.Meters;

/** Counts what must not happen, and nothing else. */
final class SilentMeters implements Meters {

  private int violations;

  int violations() {
    return violations;
  }

  @Override
  public void chunks(int count) {}

  @Override
  public void firstToken(long nanos) {}

  @Override
  public void betweenChunks(long nanos) {}

  @Override
  public void upstreamError(String upstream, String kind) {}

  @Override
  public void violation() {
    violations++;
  }
}
