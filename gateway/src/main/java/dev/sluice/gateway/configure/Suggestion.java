package dev.sluice.gateway.configure;

import java.util.Collection;
import java.util.Optional;

/** Finds the name that was probably meant. */
public final class Suggestion {

  private static final int NAME_CHARS_MAX = 64;

  private Suggestion() {}

  /** The known name with the fewest edits, if these are few for its length. */
  public static Optional<String> of(String name, Collection<String> known) {
    if (name.length() > NAME_CHARS_MAX) {
      return Optional.empty();
    }
    var best = "";
    int fewest = Integer.MAX_VALUE;
    for (var candidate : known) {
      int edits = edits(name, candidate);
      if (edits < fewest) {
        fewest = edits;
        best = candidate;
      }
    }
    return fewest <= Math.max(2, name.length() / 3) && fewest < name.length()
        ? Optional.of(best)
        : Optional.empty();
  }

  /** Insertions, deletions, replacements and swaps of neighbours from one name to the other. */
  static int edits(String from, String to) {
    var table = new int[from.length() + 1][to.length() + 1];
    for (int i = 0; i <= from.length(); i++) {
      for (int j = 0; j <= to.length(); j++) {
        table[i][j] = i == 0 || j == 0 ? i + j : edits(table, from, to, i, j);
      }
    }
    return table[from.length()][to.length()];
  }

  private static int edits(int[][] table, String from, String to, int i, int j) {
    boolean same = from.charAt(i - 1) == to.charAt(j - 1);
    int least = table[i - 1][j - 1] + (same ? 0 : 1);
    least = Math.min(least, 1 + Math.min(table[i - 1][j], table[i][j - 1]));
    boolean swapped =
        i > 1
            && j > 1
            && from.charAt(i - 1) == to.charAt(j - 2)
            && from.charAt(i - 2) == to.charAt(j - 1);
    return swapped ? Math.min(least, table[i - 2][j - 2] + 1) : least;
  }
}
