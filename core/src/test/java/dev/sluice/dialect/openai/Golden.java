package dev.sluice.dialect.openai;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Golden files of our own making; rewritten only by {@code -Dgolden.rewrite=true}. */
final class Golden {

  private static final Path ROOT =
      Path.of(System.getProperty("basedir", ""), "src", "test", "resources", "openai");

  private Golden() {}

  static List<String> cases(String group) {
    try (var entries = Files.list(ROOT.resolve(group))) {
      return entries.map(entry -> group + "/" + entry.getFileName()).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static byte[] bytes(String name, String file) {
    try {
      return Files.readAllBytes(ROOT.resolve(name).resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Compares with the file, or writes it. */
  static void check(String name, String file, String actual) {
    var path = ROOT.resolve(name).resolve(file);
    try {
      if (Boolean.getBoolean("golden.rewrite")) {
        Files.createDirectories(path.getParent());
        Files.writeString(path, actual);
      }
      assertThat(actual)
          .as("%s (rewrite with -Dgolden.rewrite=true)", path)
          .isEqualTo(Files.readString(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
