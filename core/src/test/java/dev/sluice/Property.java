package dev.sluice;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A claim checked for many seeded random cases.
 *
 * <p>A failure names the seed, and {@code -Dseed=} runs that case alone. What is drawn must come
 * from the random source handed over, and from nothing else.
 */
public final class Property {
  private Property() {}

  /** A claim about one case; it throws to deny it. */
  @FunctionalInterface
  public interface Check<T> {
    void accept(T value) throws Exception;
  }

  /** Draws {@code count} values with the seeds 0, 1, 2 … and checks each. */
  public static <T> void forAll(
      int count, Function<SplittableRandom, T> draw, Check<? super T> check) {
    var only = Long.getLong("seed");
    if (only != null) {
      run(only, draw, check);
      return;
    }
    for (var seed = 0L; seed < count; seed++) {
      run(seed, draw, check);
    }
  }

  /**
   * Checks a claim about one input cut in random ways: at no place, at every place, and {@code
   * count} times at places that the input itself seeds. The cuts of a failure are shrunk by halving
   * before it is thrown.
   */
  public static void anySplit(int count, byte[] input, Check<? super List<byte[]>> check) {
    verify("whole", input, new int[0], check);
    verify("every byte", input, Splits.everywhere(input.length), check);
    var random = new SplittableRandom(Arrays.hashCode(input));
    for (var i = 0; i < count; i++) {
      verify("random", input, Splits.cuts(random, input.length), check);
    }
  }

  private static void verify(
      String how, byte[] input, int[] cuts, Check<? super List<byte[]>> check) {
    var failure = failure(input, cuts, check);
    if (failure == null) {
      return;
    }
    var fewest = Splits.shrink(cuts, some -> failure(input, some, check) != null);
    var last = failure(input, fewest, check);
    var shown = Arrays.toString(fewest);
    throw new AssertionError(
        "cut (" + how + ") at " + shown + " of " + input.length + " bytes",
        last == null ? failure : last);
  }

  private static <T> void run(
      long seed, Function<SplittableRandom, T> draw, Check<? super T> check) {
    try {
      check.accept(draw.apply(new SplittableRandom(seed)));
    } catch (Exception | AssertionError e) {
      throw new AssertionError("-Dseed=" + seed + ": " + e.getMessage(), e);
    }
  }

  private static @Nullable Throwable failure(
      byte[] input, int[] cuts, Check<? super List<byte[]>> check) {
    try {
      check.accept(Splits.at(input, cuts));
      return null;
    } catch (Exception | AssertionError e) {
      return e;
    }
  }
}
