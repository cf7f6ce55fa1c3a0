package dev.sluice.gateway.operate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class MetricsTest {

  @Test
  void showsEveryNameThatIsPromised() {
    var metrics = new Metrics();
    metrics.gauge("sluice.open.generations", () -> 1);
    metrics.gauge("sluice.open.timers", () -> 2);
    metrics.gauge("sluice.open.streams", () -> 3);
    metrics.chunks(5);
    metrics.firstToken(1_000_000);
    metrics.betweenChunks(1_000_000);
    metrics.loopLag(0);
    metrics.upstreamError("openai", "upstream_stalled");

    assertThat(metrics.scrape())
        .contains("sluice_open_generations 1", "sluice_open_timers 2", "sluice_open_streams 3")
        .contains("sluice_chunks_total 5")
        .contains("sluice_ttft_seconds_bucket", "sluice_ttft_seconds_count 1")
        .contains("sluice_interchunk_seconds_count 1", "sluice_loop_lag_seconds_count 1")
        .containsPattern(
            "sluice_upstream_errors_total\\{kind=\"upstream_stalled\",upstream=\"openai\"\\} 1");
  }
}
