package dev.sluice.proof.matrix;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What was compared in one cell, and what was wrong. Used by one thread at a time. */
final class Findings {
  private final Set<String> compared = new LinkedHashSet<>();
  private final List<String> wrong = new ArrayList<>();

  void compared(String what) {
    compared.add(what);
  }

  void equal(String what, Object wanted, Object found) {
    that(what, wanted.equals(found), what + " is " + found + ", not " + wanted);
  }

  void that(String what, boolean holds, String otherwise) {
    compared(what);
    if (!holds) wrong(otherwise);
  }

  void wrong(String finding) {
    wrong.add(finding);
  }

  Collection<String> compared() {
    return Set.copyOf(compared);
  }

  List<String> wrong() {
    return List.copyOf(wrong);
  }

  /** What the page shows: the things compared, in the order in which they were. */
  String shown() {
    return String.join(", ", compared);
  }
}
