package dev.sluice.gateway.operate;

import dev.sluice.gateway.generate.Meters;
import dev.sluice.gateway.serve.AccessLog;
import dev.sluice.gateway.serve.Ended;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;

/** The gateway's metrics, in Micrometer, shown in Prometheus' text form. Thread-safe. */
public final class Metrics implements Meters, AccessLog {

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final RequestMeters requests = new RequestMeters(registry);
  private final Counter chunks =
      counter("sluice.chunks", "Chunks that were appended to journals: what providers have said.");
  private final Counter violations =
      counter(
          "sluice.invariant.violations",
          "Chunks that broke the grammar of answers; anything but 0 is a fault of Sluice.");
  private final Timer firstToken =
      timer("sluice.ttft", "Time from a request to the first content of its answer.");
  private final Timer betweenChunks =
      timer("sluice.interchunk", "Time between two reads with content of one answer.");
  private final Timer loopLag =
      timer("sluice.loop.lag", "How late event loops come to a task of a known time.");

  private Counter counter(String name, String description) {
    return Counter.builder(name).description(description).register(registry);
  }

  private Timer timer(String name, String description) {
    return Timer.builder(name)
        .description(description)
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

  /** Shows a number that something else keeps, with a sentence about it. */
  public void gauge(String name, String description, IntSupplier value) {
    Gauge.builder(name, value::getAsInt).description(description).register(registry);
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
    Counter.builder("sluice.upstream.errors")
        .description("Calls that failed at a provider, by the error code.")
        .tags("upstream", upstream, "kind", kind)
        .register(registry)
        .increment();
  }

  /** Counts a request and its tokens. */
  @Override
  public void ended(Ended ended) {
    requests.ended(ended);
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
