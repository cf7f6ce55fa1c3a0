package dev.sluice.proof.house;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.googlejavaformat.java.Main;
import dev.sluice.proof.kit.Checkout;
import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Holds all Java sources to the formatter; {@code -Dtidy.fix=true} rewrites them. */
final class TidyTest {

  private static final List<String> FOLDERS =
      List.of("core", "lab", "gateway", "proof", "examples");
  private static final List<String> SKIPPED = List.of("target", "node_modules");

  private record Outcome(int status, List<String> lines, String errors) {}

  private static Outcome format(List<String> arguments) throws Exception {
    var out = new StringWriter();
    var err = new StringWriter();
    int status =
        new Main(
                new PrintWriter(out, true),
                new PrintWriter(err, true),
                new ByteArrayInputStream(new byte[0]))
            .format(arguments.toArray(new String[0]));
    return new Outcome(status, out.toString().lines().toList(), err.toString());
  }

  private static List<String> sources() throws Exception {
    var sources = new ArrayList<String>();
    for (var folder : FOLDERS) {
      try (var tree = Files.walk(Checkout.root().resolve(folder))) {
        tree.filter(TidyTest::isSource).map(Path::toString).forEach(sources::add);
      }
    }
    return sources;
  }

  private static boolean isSource(Path path) {
    var inside = Checkout.root().relativize(path);
    for (var part : inside) {
      if (SKIPPED.contains(part.toString())) {
        return false;
      }
    }
    return path.toString().endsWith(".java");
  }

  @Test
  void findsEverySourceAsTheFormatterWritesIt() throws Exception {
    var arguments = new ArrayList<String>();
    arguments.add(Boolean.getBoolean("tidy.fix") ? "--replace" : "--dry-run");
    arguments.addAll(sources());

    var outcome = format(arguments);

    assertThat(outcome.errors()).isEmpty();
    assertThat(outcome.lines()).as("not formatted; ./check tidy --fix rewrites them").isEmpty();
    assertThat(outcome.status()).isZero();
    assertThat(arguments.size()).isGreaterThan(100);
  }

  @Test
  void noticesASourceThatIsNot() throws Exception {
    var file = Checkout.scratch().resolve("Untidy.java");
    Files.createDirectories(file.getParent());
    Files.writeString(file, "class Untidy {   int x;}\n", UTF_8);

    assertThat(format(List.of("--dry-run", file.toString())).lines())
        .containsExactly(file.toString());
  }
}
