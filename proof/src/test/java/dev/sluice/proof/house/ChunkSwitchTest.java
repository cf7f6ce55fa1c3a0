package dev.sluice.proof.house;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.proof.kit.Checkout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A new kind of chunk must be a compiler error wherever chunks are told apart. */
final class ChunkSwitchTest {

  private static final Pattern NO_CODE =
      Pattern.compile(
          "//[^\\n]*|/\\*.*?\\*/|\"(?:\\\\.|[^\"\\\\\\n])*\"|'(?:\\\\.|[^'\\\\\\n])+'",
          Pattern.DOTALL);
  private static final Pattern SWITCH = Pattern.compile("\\bswitch\\s*\\(");
  private static final Pattern OVER_CHUNKS = Pattern.compile("\\bcase\\s+Chunk\\.[A-Z]");
  private static final Pattern DEFAULT = Pattern.compile("\\bdefault\\b");

  @Test
  void noSwitchOverChunksHasADefault() throws Exception {
    var wrong = new ArrayList<String>();
    var found = 0;
    for (var file : sources()) {
      for (var labels : overChunks(Files.readString(file, UTF_8))) {
        found++;
        if (DEFAULT.matcher(labels).find()) {
          wrong.add(Checkout.root().relativize(file).toString());
        }
      }
    }

    assertThat(wrong).isEmpty();
    assertThat(found).isGreaterThan(8);
  }

  @Test
  void seesOneThatHas() {
    var inner = "switch (x) { case 1 -> 2; default -> 3; }";
    var bad = "switch (chunk) { case Chunk.End e -> {} default -> " + inner + " }";

    assertThat(overChunks(bad)).singleElement().asString().contains("default");
    assertThat(overChunks("switch (chunk) { case Chunk.End e -> " + inner + " }"))
        .singleElement()
        .asString()
        .doesNotContain("default");
  }

  private static List<Path> sources() throws Exception {
    var sources = new ArrayList<Path>();
    for (var module : List.of("core", "gateway")) {
      try (var tree = Files.walk(Checkout.root().resolve(module).resolve("src/main/java"))) {
        tree.filter(path -> path.toString().endsWith(".java")).forEach(sources::add);
      }
    }
    return sources;
  }

  /** The switches that tell chunks apart, each without what stands in inner braces. */
  private static List<String> overChunks(String source) {
    var code = NO_CODE.matcher(source).replaceAll(" ");
    var switches = new ArrayList<String>();
    for (var begin = SWITCH.matcher(code); begin.find(); ) {
      var labels = outer(code, code.indexOf('{', begin.end()));
      if (OVER_CHUNKS.matcher(labels).find()) {
        switches.add(labels);
      }
    }
    return switches;
  }

  private static String outer(String code, int brace) {
    var labels = new StringBuilder();
    var depth = 0;
    for (var i = brace; i < code.length(); i++) {
      var c = code.charAt(i);
      depth += c == '{' ? 1 : c == '}' ? -1 : 0;
      if (depth == 0) {
        break;
      }
      if (depth == 1) {
        labels.append(c);
      }
    }
    return labels.toString();
  }
}
