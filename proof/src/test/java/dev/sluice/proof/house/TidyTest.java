package dev.sluice.proof.house;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.googlejavaformat.java.Main;
import dev.sluice.proof.kit.Checkout;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
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
    var tidy = Seen.load();
    var all = sources();
    var arguments = new ArrayList<String>();
    arguments.add(Boolean.getBoolean("tidy.fix") ? "--replace" : "--dry-run");
    all.stream().filter(source -> !tidy.holds(source)).forEach(arguments::add);

    var outcome = arguments.size() == 1 ? new Outcome(0, List.of(), "") : format(arguments);

    assertThat(outcome.errors()).isEmpty();
    assertThat(outcome.lines()).as("not formatted; ./check tidy --fix rewrites them").isEmpty();
    assertThat(outcome.status()).isZero();
    assertThat(all.size()).isGreaterThan(100);
    tidy.keep(all);
  }

  @Test
  void noticesASourceThatIsNot() throws Exception {
    var file = Checkout.scratch().resolve("Untidy.java");
    Files.createDirectories(file.getParent());
    Files.writeString(file, "class Untidy {   int x;}\n", UTF_8);

    assertThat(format(List.of("--dry-run", file.toString())).lines())
        .containsExactly(file.toString());
  }

  /**
   * The contents that were found tidy before, by their hash: formatting 600 files takes a minute of
   * one core, and most of them are the same as the last time.
   */
  private record Seen(Path file, Set<String> hashes) {

    static Seen load() throws Exception {
      var file = Checkout.root().resolve("proof/target/tidy/seen.txt");
      return new Seen(
          file, Files.exists(file) ? new HashSet<>(Files.readAllLines(file)) : new HashSet<>());
    }

    boolean holds(String source) {
      return hashes.contains(hash(source));
    }

    void keep(List<String> sources) throws Exception {
      Files.createDirectories(file.getParent());
      Files.write(file, sources.stream().map(Seen::hash).distinct().sorted().toList());
    }

    private static String hash(String source) {
      try {
        var digest = MessageDigest.getInstance("SHA-256");
        return HexFormat.of().formatHex(digest.digest(Files.readAllBytes(Path.of(source))));
      } catch (IOException | NoSuchAlgorithmException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
