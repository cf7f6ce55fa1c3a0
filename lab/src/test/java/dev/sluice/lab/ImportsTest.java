package dev.sluice.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The lab knows nothing of the gateway and its core, so that it cannot share their mistakes. */
class ImportsTest {
  private static final Pattern NAME = Pattern.compile("\\bdev\\.sluice\\.([a-z]+)");

  @Test
  void namesNoPackageOfOursButItsOwn() throws IOException {
    var strangers = new ArrayList<String>();
    var files = 0;
    try (var tree = Files.walk(Path.of(System.getProperty("sluice.root", ".."), "lab/src"))) {
      for (var file : tree.filter(path -> path.toString().endsWith(".java")).toList()) {
        files++;
        var names = NAME.matcher(Files.readString(file));
        while (names.find()) {
          if (!names.group(1).equals("lab")) {
            strangers.add(file.getFileName() + ": " + names.group());
          }
        }
      }
    }

    assertThat(files).isGreaterThan(40);
    assertThat(strangers).isEmpty();
  }
}
