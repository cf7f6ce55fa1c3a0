package dev.sluice.proof.reports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.proof.kit.Tally;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every input of the public reports; {@code -Dreports.only=022} plays one. */
class ReportsTest {
  private static final String ONLY = System.getProperty("reports.only", "");
  private static final boolean REWRITE = Boolean.getBoolean("reports.rewrite");
  private static final int CASES = 97;

  private static List<PublicCase> cases = List.of();
  private static final TreeMap<Integer, List<String>> WRONG = new TreeMap<>();
  private static final TreeMap<Integer, Integer> RUNS = new TreeMap<>();

  @BeforeAll
  static void playAll() throws IOException {
    cases =
        PublicCase.all().stream()
            .filter(input -> ONLY.isEmpty() || input.number() == Integer.parseInt(ONLY))
            .toList();
    assertThat(cases).as("cases chosen by -Dreports.only=" + ONLY).isNotEmpty();
    try (var play = new Play(cases.getFirst().replies().getFirst())) {
      for (var input : cases) {
        judge(input, play.play(input));
      }
    }
  }

  private static void judge(PublicCase input, List<Played> runs) {
    var wrong = new ArrayList<String>();
    for (var run : runs) {
      try {
        Judgements.check(run);
      } catch (AssertionError failed) {
        wrong.add(run.run().label() + ": " + failed.getMessage());
      }
    }
    WRONG.put(input.number(), wrong);
    RUNS.put(input.number(), runs.size());
    Tally.reported(Integer.toString(input.number()));
  }

  @AfterAll
  static void forget() {
    WRONG.clear();
    RUNS.clear();
  }

  @TestFactory
  Collection<DynamicTest> everyCaseIsRightOrStandsAmongTheOpen() {
    return cases.stream()
        .map(input ->
            DynamicTest.dynamicTest(
                "%03d %s".formatted(input.number(), input.name()), () -> stands(input)))
        .toList();
  }

  private static void stands(PublicCase input) {
    var wrong = wrong(input);
    var open = Standing.open(input.number());
    if (open.isEmpty()) {
      assertThat(wrong).isEmpty();
    } else {
      assertThat(wrong)
          .as("the case is right now: take %d off Standing.OPEN", input.number())
          .isNotEmpty();
    }
  }

  private static List<String> wrong(PublicCase input) {
    return WRONG.getOrDefault(input.number(), List.of());
  }

  @Test
  void thePageTellsWhatTheRunFound() throws IOException {
    if (!ONLY.isEmpty()) {
      return;
    }
    assertThat(cases).hasSize(CASES);
    var page =
        ReportsPage.page(
            cases.stream()
                .map(input ->
                    new ReportsPage.Row(
                        input, RUNS.getOrDefault(input.number(), 0), outcome(input)))
                .toList());
    if (REWRITE) {
      ReportsPage.rewrite(page);
    }
    assertThat(Files.readString(ReportsPage.file()))
        .as("docs/public-reports.md; -Dreports.rewrite=true writes it anew")
        .isEqualTo(page);
  }

  private static String outcome(PublicCase input) {
    var wrong = wrong(input);
    return wrong.isEmpty()
        ? Standing.outcome(input.number())
        : "open: "
            + Standing.open(input.number()).orElse("?")
            + " ("
            + wrong.size()
            + " of "
            + RUNS.getOrDefault(input.number(), 0)
            + " runs)";
  }
}
