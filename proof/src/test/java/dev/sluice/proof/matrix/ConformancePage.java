package dev.sluice.proof.matrix;

import dev.sluice.proof.kit.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** {@code docs/conformance.md}: one table per SDK, written from the verdicts of a whole run. */
final class ConformancePage {
  private static final String HEAD =
      """
      # Conformance

      Written by the matrix test with `-Dmatrix.rewrite=true`, which else compares; do not edit. Each official SDK calls the scripted
      provider straight (*direct*) and through the gateway before a provider of each protocol, as a
      stream and whole, with the SDK's retries off. A cell says what was compared and held, or which
      exception the SDK raised. Behind the gateway every failure must raise; *direct* records what
      the SDK makes of the failure alone, with a time-out of its own of 2 s.

      - *text*, *reasoning*, *names* and *arguments* (as JSON) of tool calls, *call ids*, *stop*
        (the reason of the end) and *usage* equal what the provider said, in the client's terms.
      - *signature*: the provider's, unchanged; `sluice` for Messages clients where the provider
        signs nothing.
      - *helper*: the SDK's accumulating class agrees with the raw stream.
      - *request id*: what the SDK shows is the `request_id` of the gateway's log line.
      """;

  private ConformancePage() {}

  /** Writes the page anew. */
  static void rewrite(List<Verdict> verdicts) throws IOException {
    Files.writeString(file(), page(verdicts));
  }

  static Path file() {
    return Checkout.root().resolve("docs").resolve("conformance.md");
  }

  static String page(List<Verdict> verdicts) {
    var byCell = verdicts.stream().collect(Collectors.toMap(Verdict::cell, Function.identity()));
    var page = new StringBuilder(HEAD);
    for (var client : Client.values()) table(client, byCell, page);
    empties(page);
    return page.toString();
  }

  private static void table(Client client, Map<Cell, Verdict> verdicts, StringBuilder page) {
    page.append("\n## ").append(client.title).append("\n\n| scenario |");
    for (var upstream : Upstream.values()) {
      for (var mode : Mode.values()) {
        page.append(' ').append(upstream.label).append(' ').append(mode.label).append(" |");
      }
    }
    page.append("\n|---|").append("---|".repeat(Upstream.values().length * Mode.values().length));
    page.append('\n');
    for (var scenario : Scenario.values()) {
      page.append("| ").append(scenario.label).append(" |");
      for (var upstream : Upstream.values()) {
        for (var mode : Mode.values()) {
          var cell = new Cell(client, upstream, mode, scenario);
          page.append(' ').append(shown(cell, verdicts)).append(" |");
        }
      }
      page.append('\n');
    }
  }

  private static String shown(Cell cell, Map<Cell, Verdict> verdicts) {
    if (Empty.reason(cell).isPresent()) return "(empty)";
    var verdict = verdicts.get(cell);
    if (verdict == null) return "not run";
    return verdict.wrong().isEmpty() ? verdict.shown() : "**wrong**";
  }

  private static void empties(StringBuilder page) {
    page.append("\n## Empty cells\n\n| cells | number | reason |\n|---|---|---|\n");
    var counts = new TreeMap<String, Integer>();
    for (var cell : Cell.all()) {
      Empty.reason(cell)
          .ifPresent(reason -> {
            var row = cell.upstream().label + "/" + cell.mode().label + "/" + cell.scenario().label;
            counts.merge(row + "\t" + reason, 1, Integer::sum);
          });
    }
    counts.forEach((row, count) -> {
      var tab = row.indexOf('\t');
      page.append("| ").append(row, 0, tab).append(" | ").append(count);
      page.append(" | ").append(row, tab + 1, row.length()).append(" |\n");
    });
  }
}
