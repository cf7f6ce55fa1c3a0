package dev.sluice.proof.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class SimulationTest {

  private static final int SEEDS = Integer.getInteger("seeds", 2_000);
  private static final int PLANTED_SEEDS = 300;

  @Test
  void everySeedKeepsTheInvariants() {
    var only = Long.getLong("seed");
    var first = only == null ? 0 : only;
    var last = only == null ? SEEDS - 1 : only;
    for (var seed = first; seed <= last; seed++) {
      try {
        new World(seed, Plant.NONE).run();
      } catch (RuntimeException | AssertionError e) {
        throw new AssertionError(
            "seed "
                + seed
                + " fails: "
                + e.getMessage()
                + "\n  again: mvn -pl proof -am test -Dtest=SimulationTest"
                + " -Dsurefire.failIfNoSpecifiedTests=false -Dseed="
                + seed,
            e);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(value = Plant.class, mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  void findsAPlantedBug(Plant plant) {
    assertThat(found(plant)).as("%s is found within %d seeds", plant, PLANTED_SEEDS).isPresent();
    assertThat(EnumSet.allOf(Plant.class)).hasSizeGreaterThan(5);
  }

  private static OptionalLong found(Plant plant) {
    for (var seed = 0L; seed < PLANTED_SEEDS; seed++) {
      try {
        new World(seed, plant).run();
      } catch (AssertionError e) {
        return OptionalLong.of(seed);
      }
    }
    return OptionalLong.empty();
  }

  @Test
  void theSameSeedDoesTheSameAgain() {
    var first = new World(7, Plant.NONE);
    var second = new World(7, Plant.NONE);

    first.run();
    second.run();

    assertThat(second.trace()).isEqualTo(first.trace()).isNotEmpty();
  }
}
