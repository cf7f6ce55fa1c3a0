package dev.sluice.gateway.operate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

final class MetricsTest {

  private static final String GAUGE = "A sentence about a number.";

  private static Metrics moved() {
    var metrics = new Metrics();
    metrics.gauge("sluice.open.generations", GAUGE, () -> 1);
    metrics.gauge("sluice.open.timers", GAUGE, () -> 2);
    metrics.gauge("sluice.open.streams", GAUGE, () -> 3);
    metrics.gauge("sluice.held.request.bytes", GAUGE, () -> 4);
    metrics.chunks(5);
    metrics.firstToken(1_000_000);
    metrics.betweenChunks(1_000_000);
    metrics.loopLag(0);
    metrics.upstreamError("openai", "upstream_stalled");
    metrics.ended(Ends.served("claude-x", "complete"));
    metrics.ended(Ends.refused());
    return metrics;
  }

  @Test
  void showsEveryNameThatIsPromised() {
    assertThat(moved().scrape())
        .contains("sluice_open_generations 1", "sluice_open_timers 2", "sluice_open_streams 3")
        .contains("sluice_chunks_total 5")
        .contains("sluice_ttft_seconds_bucket", "sluice_ttft_seconds_count 1")
        .contains("sluice_interchunk_seconds_count 1", "sluice_loop_lag_seconds_count 1")
        .containsPattern(
            "sluice_upstream_errors_total\\{kind=\"upstream_stalled\",upstream=\"openai\"\\} 1");
  }

  @Test
  void countsRequestsAndTokensByWhoseTheyAre() {
    assertThat(moved().scrape().lines())
        .contains(
            "sluice_requests_total{key=\"web\",model=\"claude-x\",outcome=\"complete\","
                + "protocol=\"anthropic\",provider=\"one\"} 1.0",
            "sluice_requests_total{key=\"none\",model=\"none\",outcome=\"not_found\","
                + "protocol=\"openai\",provider=\"none\"} 1.0",
            "sluice_tokens_total{key=\"web\",kind=\"input\",model=\"claude-x\","
                + "protocol=\"anthropic\",provider=\"one\"} 11.0",
            "sluice_tokens_total{key=\"web\",kind=\"output\",model=\"claude-x\","
                + "protocol=\"anthropic\",provider=\"one\"} 3.0");
  }

  @Test
  void boundsTheModelsThatClientsName() {
    var metrics = new Metrics();

    metrics.ended(Ends.served("made-up", "not_found"));
    for (int i = 0; i < 2 * RequestMeters.MODELS_MAX; i++) {
      metrics.ended(Ends.served("model-" + i, "complete"));
    }

    var scraped = metrics.scrape();
    assertThat(scraped).contains("model=\"model-0\"").doesNotContain("made-up");
    assertThat(
            scraped
                .lines()
                .filter(line -> line.startsWith("sluice_requests_total{"))
                .filter(line -> line.contains("outcome=\"complete\"")))
        .hasSize(RequestMeters.MODELS_MAX + 1);
  }

  @Test
  void explainsEachNameInASentence() {
    var helps = moved().scrape().lines().filter(line -> line.startsWith("# HELP ")).toList();

    assertThat(helps)
        .isNotEmpty()
        .allSatisfy(help -> assertThat(help).matches("# HELP \\w+ [A-Z].{15,}\\."));
  }

  @Test
  void showsTheNamesThatAreDocumentedAndNoOthers() throws IOException {
    Set<String> shown = new TreeSet<>();
    moved()
        .scrape()
        .lines()
        .filter(line -> line.startsWith("# HELP "))
        .forEach(line -> shown.add(line.split(" ", -1)[2]));

    assertThat(shown).containsExactlyElementsOf(OperatingPage.names("Metrics"));
  }
}
