package dev.sluice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class SplitsTest {
  @Test
  void cutsLoseNothing() {
    var pieces = Splits.at(new byte[] {1, 2, 3, 4}, 0, 1, 1, 3);

    assertThat(pieces)
        .containsExactly(
            new byte[0], new byte[] {1}, new byte[0], new byte[] {2, 3}, new byte[] {4});
  }

  @Test
  void shrinksToTheCutsThatMatter() {
    var cuts = new int[] {1, 2, 3, 5, 7, 8, 9};

    var fewest =
        Splits.shrink(
            cuts, some -> Arrays.binarySearch(some, 3) >= 0 && Arrays.binarySearch(some, 8) >= 0);

    assertThat(fewest).containsExactly(3, 8);
  }

  @Test
  void failureOfASplitNamesTheShrunkCuts() {
    assertThatThrownBy(() ->
            Property.anySplit(
                3, new byte[9], pieces -> assertThat(pieces).noneMatch(p -> p.length == 1)))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("of 9 bytes");
  }

  @Test
  void failureOfAPropertyNamesItsSeed() {
    assertThatThrownBy(() ->
            Property.forAll(
                50, random -> random.nextInt(4), value -> assertThat(value).isNegative()))
        .hasMessageStartingWith("-Dseed=");
  }
}
