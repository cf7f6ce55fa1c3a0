package dev.sluice.gateway.operate;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The names that {@code docs/operating.md} lists. */
final class OperatingPage {

  private static final Pattern NAME = Pattern.compile("^\\| `([a-z_]+)` \\|", Pattern.MULTILINE);

  private OperatingPage() {}

  /** The names in the first column of the table under this heading. */
  static Set<String> names(String heading) throws IOException {
    var page =
        Files.readString(
            Path.of(System.getProperty("basedir", ""), "..", "docs", "operating.md"), UTF_8);
    var from = page.indexOf("\n## " + heading + "\n");
    if (from < 0) {
      throw new AssertionError("no heading " + heading);
    }
    var to = page.indexOf("\n## ", from + 1);
    var names = new TreeSet<String>();
    NAME.matcher(page.substring(from, to)).results().forEach(found -> names.add(found.group(1)));
    return names;
  }
}
