package dev.sluice.proof.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.proof.kit.Tally;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Every official SDK against every provider; {@code -Dmatrix.only=NAME} picks cells. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class MatrixTest {
  private static final String ONLY = System.getProperty("matrix.only", "");

  private List<Verdict> verdicts = List.of();

  @BeforeAll
  void run() throws IOException, InterruptedException {
    verdicts = Matrix.run(cell -> cell.name().contains(ONLY));
    tally();
    var whole = ONLY.isEmpty() && wrong(cell -> true).isEmpty();
    if (whole && Boolean.getBoolean("matrix.rewrite")) ConformancePage.rewrite(verdicts);
  }

  private void tally() {
    for (var verdict : verdicts) {
      Tally.cellRun(verdict.cell().name());
      if (verdict.cell().scenario().kind != Scenario.Kind.ANSWER) {
        Tally.fault("matrix/" + verdict.cell().name());
      }
    }
    for (var cell : Cell.all()) {
      var picked = cell.name().contains(ONLY);
      if (picked && Empty.reason(cell).isPresent()) Tally.cellEmpty(cell.name());
    }
  }

  @Test
  void everyCellThatIsNotEmptyIsRun() {
    var wanted =
        Cell.all().stream()
            .filter(cell -> Empty.reason(cell).isEmpty() && cell.name().contains(ONLY))
            .toList();

    assertThat(verdicts).isNotEmpty().extracting(Verdict::cell).containsExactlyElementsOf(wanted);
  }

  @Test
  void thePageTellsWhatTheRunFound() throws IOException {
    if (!ONLY.isEmpty()) return;
    assertThat(Files.readString(ConformancePage.file()))
        .as("docs/conformance.md; -Dmatrix.rewrite=true writes it anew")
        .isEqualTo(ConformancePage.page(verdicts));
  }

  @Test
  void everySdkGetsFromTheLabWhatTheLabSays() {
    assertThat(wrong(cell -> cell.direct())).isEmpty();
  }

  @Test
  void everySdkGetsThroughTheGatewayWhatTheProviderSays() {
    assertThat(wrong(cell -> !cell.direct() && cell.scenario().kind == Scenario.Kind.ANSWER))
        .isEmpty();
  }

  @Test
  void everyFailureBehindTheGatewayRaisesInTheSdk() {
    assertThat(wrong(cell -> !cell.direct() && cell.scenario().kind != Scenario.Kind.ANSWER))
        .isEmpty();
  }

  @Test
  void onlyCellsWithoutGatewayOrEventAreEmpty() {
    var empty = Cell.all().stream().filter(cell -> Empty.reason(cell).isPresent()).toList();

    assertThat(empty).hasSize(3 * Client.values().length).allMatch(Cell::direct);
  }

  private List<String> wrong(Predicate<Cell> which) {
    return verdicts.stream()
        .filter(verdict -> which.test(verdict.cell()) && !verdict.wrong().isEmpty())
        .map(verdict -> verdict.cell().name() + ": " + String.join("; ", verdict.wrong()))
        .toList();
  }
}
