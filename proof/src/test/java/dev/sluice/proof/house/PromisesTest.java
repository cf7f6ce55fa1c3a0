package dev.sluice.proof.house;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.proof.kit.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the documents say of the tests is true. */
final class PromisesTest {

  private static final Pattern NAMED = Pattern.compile("`([A-Z]\\w*Test)(?:\\.(\\w+))?`");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)(?:#[^)]*)?\\)");
  private static final List<String> LINES =
      List.of(
          "R1", "R2", "R3", "R4", "C1", "C2", "C3", "C4", "C5", "C6", "L1", "L2", "L3", "G1", "G2",
          "G3", "G4", "G5", "G6", "G7", "G8", "G9", "S1", "S2", "S3");
  private static final List<String> DOCUMENTS =
      List.of(
          "README.md",
          "ARCHITECTURE.md",
          "CONTRIBUTING.md",
          "CHANGELOG.md",
          "SECURITY.md",
          "docs/configuration.md",
          "docs/CONCURRENCY.md",
          "docs/DECISIONS.md",
          "docs/DEPENDENCIES.md",
          "docs/PROMISES.md",
          "docs/lab.md",
          "examples/README.md");

  private static String read(String document) throws IOException {
    return Files.readString(Checkout.root().resolve(document), UTF_8);
  }

  /** The sources of all tests by class name; classes of one name together. */
  private static Map<String, String> tests() throws IOException {
    var tests = new HashMap<String, String>();
    for (var module : List.of("core", "lab", "gateway", "proof")) {
      try (var files = Files.walk(Checkout.root().resolve(module).resolve("src/test/java"))) {
        for (var file : files.filter(at -> at.toString().endsWith("Test.java")).toList()) {
          var name = file.getFileName().toString().replace(".java", "");
          tests.merge(name, Files.readString(file, UTF_8), String::concat);
        }
      }
    }
    return tests;
  }

  private static List<String> missing(String text, Map<String, String> tests) {
    var missing = new ArrayList<String>();
    var named = NAMED.matcher(text);
    while (named.find()) {
      var source = tests.get(named.group(1));
      var method = named.group(2);
      if (source == null || (method != null && !source.contains(" " + method + "("))) {
        missing.add(named.group());
      }
    }
    return missing;
  }

  @Test
  void everyTestThatADocumentNamesExists() throws IOException {
    var tests = tests();
    for (var document : DOCUMENTS) {
      assertThat(missing(read(document), tests)).as(document).isEmpty();
    }
    assertThat(NAMED.matcher(read("docs/PROMISES.md")).results().count()).isGreaterThan(80);
  }

  @Test
  void noticesATestThatDoesNotExist() throws IOException {
    var text = "`Nothing" + "Test`, `TidyTest.nothing`, `TidyTest`";

    assertThat(missing(text, tests())).hasSize(2);
  }

  @Test
  void everyLineHasAPromise() throws IOException {
    var promises = read("docs/PROMISES.md");

    assertThat(LINES).allMatch(line -> promises.contains("\n| " + line + " |"));
  }

  @Test
  void everyDocumentIsThereAndItsLinksLeadSomewhere() throws IOException {
    var broken = new TreeSet<String>();
    for (var document : DOCUMENTS) {
      var file = Checkout.root().resolve(document);
      LINK.matcher(read(document))
          .results()
          .map(link -> file.resolveSibling(link.group(1)))
          .filter(target -> !Files.exists(target))
          .map(Path::toString)
          .forEach(broken::add);
    }

    assertThat(broken).isEmpty();
    assertThat(Checkout.root().resolve("LICENSE")).content().contains("Apache License");
    assertThat(read("ARCHITECTURE.md").lines()).hasSizeLessThanOrEqualTo(200);
  }
}
