package dev.sluice;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The shared recordings: {@code $SLUICE_SHARED/fixtures}, or {@code ../shared/fixtures} beside the
 * repository. They are read where they are and never copied.
 */
public final class Fixtures {
  private Fixtures() {}

  /** A fixture's directory, its id being {@code <group>/<name>}. */
  public static Path directory(String id) {
    return root().resolve(id);
  }

  /** The ids of a group, sorted. */
  public static List<String> ids(String group) {
    try (var entries = Files.list(root().resolve(group))) {
      return entries
          .filter(Files::isDirectory)
          .map(entry -> group + "/" + entry.getFileName())
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static byte[] bytes(String id, String file) {
    try {
      return Files.readAllBytes(directory(id).resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static String text(String id, String file) {
    return new String(bytes(id, file), UTF_8);
  }

  private static Path root() {
    var shared = System.getenv("SLUICE_SHARED");
    var base = System.getProperty("sluice.root", "..");
    return shared == null
        ? Path.of(base).resolveSibling("shared").resolve("fixtures")
        : Path.of(shared, "fixtures");
  }
}
