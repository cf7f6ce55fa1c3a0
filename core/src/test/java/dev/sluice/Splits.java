package dev.sluice;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Predicate;

/** Ways to cut a run of bytes into reads. A cut is an index; the pieces may be empty. */
public final class Splits {
  private static final int CUTS_MAX = 24;

  private Splits() {}

  /** The pieces between the cuts, which must be sorted; each piece is a copy. */
  public static List<byte[]> at(byte[] input, int... cuts) {
    var pieces = new ArrayList<byte[]>(cuts.length + 1);
    var from = 0;
    for (var cut : cuts) {
      pieces.add(Arrays.copyOfRange(input, from, cut));
      from = cut;
    }
    pieces.add(Arrays.copyOfRange(input, from, input.length));
    return pieces;
  }

  /** A cut after every byte. */
  public static int[] everywhere(int length) {
    var cuts = new int[Math.max(length - 1, 0)];
    Arrays.setAll(cuts, i -> i + 1);
    return cuts;
  }

  /** A few random cuts, sorted; two may be the same, which makes an empty piece. */
  public static int[] cuts(SplittableRandom random, int length) {
    var cuts = new int[random.nextInt(1, CUTS_MAX + 1)];
    Arrays.setAll(cuts, i -> random.nextInt(length + 1));
    Arrays.sort(cuts);
    return cuts;
  }

  /** A smaller list of cuts that still fails: ever smaller stretches are left out of it. */
  public static int[] shrink(int[] cuts, Predicate<int[]> fails) {
    var best = cuts;
    for (var size = Math.max(cuts.length / 2, 1); size >= 1; size /= 2) {
      for (var from = 0; from < best.length; ) {
        var fewer = without(best, from, Math.min(from + size, best.length));
        if (fails.test(fewer)) {
          best = fewer;
        } else {
          from += size;
        }
      }
    }
    return best;
  }

  private static int[] without(int[] cuts, int from, int to) {
    var fewer = new int[cuts.length - (to - from)];
    System.arraycopy(cuts, 0, fewer, 0, from);
    System.arraycopy(cuts, to, fewer, from, cuts.length - to);
    return fewer;
  }
}
