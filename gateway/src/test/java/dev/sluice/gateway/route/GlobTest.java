package dev.sluice.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class GlobTest {

  @Test
  void takesStarsForAnyRun() {
    assertThat(new Glob("gpt-*").matches("gpt-")).isTrue();
    assertThat(new Glob("gpt-*").matches("gpt-5")).isTrue();
    assertThat(new Glob("gpt-*").matches("xgpt-5")).isFalse();
    assertThat(new Glob("*").matches("")).isTrue();
    assertThat(new Glob("a*a").matches("a")).isFalse();
    assertThat(new Glob("a*b*c").matches("abbc")).isTrue();
    assertThat(new Glob("a*bc*c").matches("abc")).isFalse();
    assertThat(new Glob("a.c").matches("abc")).isFalse();
    assertThat(new Glob("exact").matches("exactly")).isFalse();
  }

  @Test
  void agreesWithARegularExpression() {
    long seed = Long.getLong("seed", 20_261_128L);
    var random = new Random(seed);
    for (int i = 0; i < 20_000; i++) {
      var pattern = text(random, "ab*", 8);
      var text = text(random, "ab", 12);

      var expected = Pattern.matches(pattern.replace("*", ".*"), text);

      assertThat(new Glob(pattern).matches(text))
          .as("%s on '%s', -Dseed=%d", pattern, text, seed)
          .isEqualTo(expected);
    }
  }

  private static String text(Random random, String alphabet, int lengthMax) {
    var text = new StringBuilder();
    for (int i = random.nextInt(lengthMax + 1); i > 0; i--) {
      text.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return text.toString();
  }

  @Test
  void staysLinearOnHostilePatterns() {
    var text = "a".repeat(100_000);
    var globs =
        new Glob[] {
          new Glob("a*".repeat(100) + "b"),
          new Glob("*" + "a".repeat(500) + "b*" + "a".repeat(500) + "b*"),
          new Glob("*ab*".repeat(50))
        };
    long fastest = Long.MAX_VALUE;
    for (int i = 0; i < 20; i++) {
      long started = System.nanoTime();
      for (var glob : globs) {
        assertThat(glob.matches(text)).isFalse();
      }
      fastest = Math.min(fastest, System.nanoTime() - started);
    }

    assertThat(Duration.ofNanos(fastest)).isLessThan(Duration.ofMillis(100));
  }
}
