package dev.sluice.gateway.operate;

import dev.sluice.gateway.generate.Meters;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;

/** The gateway's metrics, in Micrometer, shown in Prometheus' text form. Thread-safe. */
public final class Metrics implements Meters {

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final Counter chunks = registry.counter("sluice.chunks");
  private final Counter violations = registry.counter("sluice.invariant.violations");
  private final Timer firstToken = timer("sluice.ttft");
  private final Timer betweenChunks = timer("sluice.interchunk");
  private final Timer loopLag = timer("sluice.loop.lag");

  private Timer timer(String name) {
    return Timer.builder(name)
        .serviceLevelObjectives(
            Duration.ofMillis(1),
            Duration.ofMillis(5),
            Duration.ofMillis(20),
            Duration.ofMillis(50),
            Duration.ofMillis(100),
            Duration.ofMillis(250),
            Duration.ofMillis(500),
            Duration.ofSeconds(1),
            Duration.ofSeconds(2),
            Duration.ofSeconds(5),
            Duration.ofSeconds(10),
            Duration.ofSeconds(30),
            Duration.ofSeconds(60))
        .register(registry);
  }

  /** Shows a number that something else keeps. */
  public void gauge(String name, IntSupplier value) {
    Gauge.builder(name, value::getAsInt).register(registry);
  }

  @Override
  public void chunks(int count) {
    chunks.increment(count);
  }

  @Override
  public void firstToken(long nanos) {
    firstToken.record(nanos, TimeUnit.NANOSECONDS);
  }

  @Override
  public void betweenChunks(long nanos) {
    betweenChunks.record(nanos, TimeUnit.NANOSECONDS);
  }

  @Override
  public void upstreamError(String upstream, String kind) {
    registry.counter("sluice.upstream.errors", "upstream", upstream, "kind", kind).increment();
  }

  @Override
  public void violation() {
    violations.increment();
  }

  public void loopLag(long nanos) {
    loopLag.record(nanos, TimeUnit.NANOSECONDS);
  }

  /** Everything, in Prometheus' text form. */
  public String scrape() {
    return registry.scrape();
  }
}
