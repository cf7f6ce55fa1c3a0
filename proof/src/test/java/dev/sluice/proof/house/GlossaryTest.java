package dev.sluice.proof.house;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.proof.kit.Checkout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Holds {@code docs/glossary.md} and the names of types to each other. */
final class GlossaryTest {

  private static final Pattern TYPE = Pattern.compile("`([A-Z]\\w+)`");
  private static final String DIALECTS = "dev/sluice/dialect/";

  @Test
  void everyTypeThatItNamesExists() throws Exception {
    var types = types();
    var missing = new TreeSet<String>();
    var named = 0;
    for (var row : rows()) {
      for (var type = TYPE.matcher(row.split("\\|", -1)[2]); type.find(); ) {
        named++;
        if (!types.containsKey(type.group(1))) {
          missing.add(type.group(1));
        }
      }
    }

    assertThat(missing).isEmpty();
    assertThat(named).isGreaterThan(30);
  }

  @Test
  void everyWordStandsOnceAndInOrder() throws Exception {
    var words = new ArrayList<String>();
    for (var row : rows()) {
      words.add(row.split("\\|", -1)[1].strip().toLowerCase(Locale.ROOT));
    }

    assertThat(words).doesNotHaveDuplicates().isSorted();
  }

  @Test
  void noTwoTypesShareANameUnlessItSaysSo() throws Exception {
    var shared = new TreeSet<String>();
    types()
        .forEach((type, folders) -> {
          var parallel = folders.stream().allMatch(folder -> folder.startsWith(DIALECTS));
          if (folders.size() > 1 && !parallel) {
            shared.add(type);
          }
        });

    assertThat(shared).isEqualTo(listed());
  }

  /** The simple names of types with the folders that they stand in. */
  private static Map<String, List<String>> types() throws Exception {
    var types = new TreeMap<String, List<String>>();
    for (var module : List.of("core", "gateway")) {
      var root = Checkout.root().resolve(module).resolve("src/main/java");
      try (var tree = Files.walk(root)) {
        tree.filter(GlossaryTest::isType)
            .forEach(path -> {
              var name = path.getFileName().toString().replace(".java", "");
              var folder = root.relativize(path.getParent()).toString();
              types.computeIfAbsent(name, n -> new ArrayList<>()).add(folder);
            });
      }
    }
    return types;
  }

  private static boolean isType(Path path) {
    return path.toString().endsWith(".java") && !path.endsWith("package-info.java");
  }

  private static String glossary() throws Exception {
    return Files.readString(Checkout.root().resolve("docs/glossary.md"), UTF_8);
  }

  private static List<String> rows() throws Exception {
    return glossary()
        .substring(0, glossary().indexOf("\n## "))
        .lines()
        .filter(line -> line.startsWith("| ") && !line.startsWith("| word "))
        .toList();
  }

  private static Set<String> listed() throws Exception {
    var listed = new TreeSet<String>();
    for (var line : glossary().substring(glossary().indexOf("\n## ")).lines().toList()) {
      var type = TYPE.matcher(line);
      if (line.startsWith("| `") && type.find()) {
        listed.add(type.group(1));
      }
    }
    return listed;
  }
}
