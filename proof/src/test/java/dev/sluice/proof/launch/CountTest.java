package dev.sluice.proof.launch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.proof.kit.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The counting of {@code ./check}, over reports that are written here. */
final class CountTest {
  private static final long SECONDS_MAX = 20;
  private static final String GOOD =
      "<testsuite name=\"a\" tests=\"3\" errors=\"0\" skipped=\"1\" failures=\"0\">";

  @TempDir private Path folder = Path.of("");

  private record Outcome(int status, String output) {}

  @BeforeEach
  void allIsCounted() throws IOException {
    write("check.expected", "tests 2\nfixtures 1\ncells-run 1\ncells-empty 0\nfaults 1\ncases 1\n");
    write("core/target/surefire-reports/TEST-a.xml", GOOD);
    write("proof/target/tally/1.txt", "fixture f\ncell run c\nfault x\ncase 22\n");
  }

  private void write(String file, String text) throws IOException {
    var path = folder.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  private Outcome count(String broken) throws IOException, InterruptedException {
    var process =
        new ProcessBuilder(Checkout.root().resolve(".ci/count").toString(), "all", broken)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .start();
    var output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor(SECONDS_MAX, TimeUnit.SECONDS)).as("ended").isTrue();
    return new Outcome(process.exitValue(), output);
  }

  @Test
  void passesWhereAllIsCounted() throws Exception {
    var outcome = count("0");

    assertThat(outcome.output()).contains("2 passed, 0 failed").doesNotContain("MISSED");
    assertThat(outcome.status()).isZero();
  }

  @Test
  void failsWhereACountIsMissed() throws Exception {
    for (var line : new String[] {"fixture f", "cell run c", "fault x", "case 22"}) {
      write(
          "proof/target/tally/1.txt",
          "fixture f\ncell run c\nfault x\ncase 22\n".replace(line + "\n", ""));

      var outcome = count("0");

      assertThat(outcome.output()).containsOnlyOnce("MISSED").contains("1 counts miss");
      assertThat(outcome.status()).as(line).isNotZero();
    }
  }

  @Test
  void failsWhereMoreIsEmptyThanIsAllowed() throws Exception {
    write("proof/target/tally/2.txt", "cell empty e\n");

    assertThat(count("0").status()).isNotZero();
  }

  @Test
  void failsWhereATestFailedOnceOnly() throws Exception {
    write(
        "core/target/surefire-reports/TEST-b.xml",
        "<testsuite name=\"b\" tests=\"1\" errors=\"0\" skipped=\"0\" failures=\"0\">\n"
            + "<testcase name=\"t\"><flakyFailure message=\"m\"/></testcase>");

    var outcome = count("0");

    assertThat(outcome.output()).contains("1 tests failed once", "2 passed, 1 failed");
    assertThat(outcome.status()).isNotZero();
  }

  @Test
  void failsWhereAStepDidNotRunOrNothingRan() throws Exception {
    assertThat(count("1").status()).isNotZero();
    Files.delete(folder.resolve("core/target/surefire-reports/TEST-a.xml"));
    assertThat(count("0").status()).isNotZero();
  }
}
