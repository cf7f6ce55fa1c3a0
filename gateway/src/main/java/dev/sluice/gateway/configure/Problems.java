package dev.sluice.gateway.configure;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.Node;

/** Gathers what is wrong with one file, so that all of it is told at once. */
final class Problems {

  private final String file;
  private final List<Placed> all = new ArrayList<>();

  private record Placed(int line, int column, Problem problem) {}

  Problems(String file) {
    this.file = file;
  }

  void at(Node node, String message) {
    var mark = node.getStartMark();
    if (mark.isPresent()) {
      at(mark.get(), message);
    } else {
      at(0, 0, message);
    }
  }

  void at(Mark mark, String message) {
    at(mark.getLine() + 1, mark.getColumn() + 1, message);
  }

  /** Something that no place of the file is to blame for. */
  void of(String where, String message) {
    all.add(new Placed(0, 0, new Problem(where, message)));
  }

  private void at(int line, int column, String message) {
    all.add(new Placed(line, column, new Problem(file + ":" + line + ":" + column, message)));
  }

  boolean none() {
    return all.isEmpty();
  }

  List<Problem> inOrder() {
    var sorted = new ArrayList<>(all);
    sorted.sort(Comparator.comparingInt(Placed::line).thenComparingInt(Placed::column));
    var problems = new ArrayList<Problem>();
    for (var placed : sorted) {
      problems.add(placed.problem());
    }
    return problems;
  }
}
