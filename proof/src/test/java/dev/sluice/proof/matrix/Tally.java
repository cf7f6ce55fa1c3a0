package dev.sluice.proof.matrix;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;

/** The counts that {@code ./check} sums: one line per cell run, cell empty and fault injected. */
final class Tally {
  private Tally() {}

  static void write(List<Verdict> verdicts) throws IOException {
    var lines = new StringBuilder();
    for (var verdict : verdicts) {
      var cell = verdict.cell();
      lines.append("cell run ").append(cell.name()).append('\n');
      if (cell.scenario().kind != Scenario.Kind.ANSWER) {
        lines.append("fault matrix/").append(cell.name()).append('\n');
      }
    }
    for (var cell : Cell.all()) {
      if (Empty.reason(cell).isPresent()) {
        lines.append("cell empty ").append(cell.name()).append('\n');
      }
    }
    var file = Repository.target().resolve("tally").resolve("matrix.txt");
    Files.createDirectories(file.getParent());
    Files.writeString(file, lines.toString());
  }
}
