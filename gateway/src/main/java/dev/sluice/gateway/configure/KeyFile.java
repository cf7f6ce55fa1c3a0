package dev.sluice.gateway.configure;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;

/** Reads a provider's key from a file that nobody else may read. */
final class KeyFile {

  private static final long BYTES_MAX = 16 << 10;

  private KeyFile() {}

  /** What came of it. */
  sealed interface Result {
    record Key(String key) implements Result {}

    record Refused(String message) implements Result {}
  }

  static Result read(Path file) {
    try {
      if (!Files.isRegularFile(file)) {
        return new Result.Refused(
            "key file " + file + " is not there: put the key into it, mode 600");
      }
      if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
        var allowed = EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
        if (!allowed.containsAll(Files.getPosixFilePermissions(file))) {
          return new Result.Refused("key file " + file + " may be used by others: chmod 600 it");
        }
      }
      if (Files.size(file) > BYTES_MAX) {
        return new Result.Refused("key file " + file + " is too large for a key");
      }
      var key = Files.readString(file, US_ASCII).strip();
      return key.isEmpty()
          ? new Result.Refused("key file " + file + " is empty: put the key into it")
          : new Result.Key(key);
    } catch (IOException e) {
      return new Result.Refused(
          "key file " + file + " cannot be read (" + e.getClass().getSimpleName() + ")");
    }
  }
}
