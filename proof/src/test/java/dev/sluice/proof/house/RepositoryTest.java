package dev.sluice.proof.house;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.proof.kit.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class RepositoryTest {

  // Written in pieces, so that this file does not find itself.
  private static final List<Pattern> OF_ONE_MACHINE =
      List.of(
          Pattern.compile("(?<![\\w.$}~])/" + "(work|root|home/\\w+|Users/\\w+)/"),
          Pattern.compile("https?://[\\w.-]*(nexus|artifactory|mirror|codeartifact)"),
          Pattern.compile("https?://registry" + "\\."),
          Pattern.compile("https?://(repo1?|central)\\.(maven|sonatype)"),
          Pattern.compile("https?://(files\\.pythonhosted|pypi)\\."));
  private static final Pattern BANNED_TEST_KIT = Pattern.compile("net\\." + "jqwik");
  private static final List<String> MAY_NAME_THE_KIT = List.of("pom.xml");

  private static List<String> tracked() throws IOException, InterruptedException {
    var process =
        new ProcessBuilder("git", "ls-files", "-z").directory(Checkout.root().toFile()).start();
    var names = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as("git ls-files").isZero();
    var files = new ArrayList<String>();
    for (int from = 0, to; (to = names.indexOf('\0', from)) >= 0; from = to + 1) {
      files.add(names.substring(from, to));
    }
    return files;
  }

  private static List<String> found(Pattern pattern, List<String> except)
      throws IOException, InterruptedException {
    var found = new ArrayList<String>();
    for (var name : tracked()) {
      Path file = Checkout.root().resolve(name);
      if (except.contains(name) || !Files.isRegularFile(file)) {
        continue;
      }
      var matcher = pattern.matcher(Files.readString(file, ISO_8859_1));
      if (matcher.find()) {
        found.add(name + ": " + matcher.group());
      }
    }
    return found;
  }

  @Test
  void holdsNothingOfOneMachine() throws IOException, InterruptedException {
    for (var pattern : OF_ONE_MACHINE) {
      assertThat(found(pattern, List.of())).as(pattern.pattern()).isEmpty();
    }
  }

  @Test
  void usesNoBannedTestKit() throws IOException, InterruptedException {
    assertThat(found(BANNED_TEST_KIT, MAY_NAME_THE_KIT)).isEmpty();
  }

  @Test
  void tracksNothingThatIsBuilt() throws IOException, InterruptedException {
    assertThat(tracked())
        .hasSizeGreaterThan(100)
        .noneMatch(name ->
            name.contains("target/") || name.contains("node_modules/") || name.endsWith(".class"));
  }

  @Test
  void ignoresWhatIsBuilt() throws IOException, InterruptedException {
    var built =
        List.of(
            "gateway/target/sluice.jar",
            "gateway/target/sluice.aot",
            "core/target/tally/1.txt",
            "core/.cifuzz-corpus/x",
            "proof/target/venv/bin/python",
            "proof/js/node_modules/openai-7/index.js");
    var command = new ArrayList<>(List.of("git", "check-ignore"));
    command.addAll(built);
    var process = new ProcessBuilder(command).directory(Checkout.root().toFile()).start();
    var ignored = new String(process.getInputStream().readAllBytes(), UTF_8);

    assertThat(ignored.lines()).containsExactlyElementsOf(built);
  }

  @Test
  void noticesAPathOfOneMachine() {
    var path = "see /" + "root/.m2";

    assertThat(OF_ONE_MACHINE).anyMatch(pattern -> pattern.matcher(path).find());
  }
}
