package dev.sluice.proof.launch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.proof.kit.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./check} where it has nothing to run. */
final class CheckTest {

  private static final long SECONDS_MAX = 20;

  private record Outcome(int status, String output) {}

  private static Outcome check(Path shared, String... arguments)
      throws IOException, InterruptedException {
    var command = new ArrayList<String>();
    command.add(Checkout.root().resolve("check").toString());
    command.addAll(List.of(arguments));
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("SLUICE_SHARED", shared.toString());
    var process = builder.start();
    var output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor(SECONDS_MAX, TimeUnit.SECONDS)).as("ended").isTrue();
    return new Outcome(process.exitValue(), output);
  }

  @Test
  void namesTheFolderThatIsMissing(@TempDir Path folder) throws Exception {
    var shared = folder.resolve("nowhere");

    for (var part : List.of(new String[0], new String[] {"core"}, new String[] {"matrix"})) {
      var outcome = check(shared, part);

      assertThat(outcome.status()).isEqualTo(1);
      assertThat(outcome.output()).contains(shared + "/fixtures", "SLUICE_SHARED=");
    }
  }

  @Test
  void saysWhichArgumentIsWrong(@TempDir Path folder) throws Exception {
    assertThat(check(folder, "corr"))
        .satisfies(outcome -> assertThat(outcome.status()).isEqualTo(2))
        .satisfies(outcome -> assertThat(outcome.output()).contains("'corr'", "./check core"));
    assertThat(check(folder, "matrix", "--only").output()).contains("--only needs a name");
  }

  @Test
  void isWhatContinuousIntegrationRuns() throws IOException {
    assertThat(Files.readString(Checkout.root().resolve(".ci/run"), UTF_8)).contains("/../check");
  }
}
