package dev.sluice.dialect.bedrock;

import dev.sluice.chat.Chunk;
import dev.sluice.json.JsonReader;
import dev.sluice.json.MalformedJson;
import org.jspecify.annotations.Nullable;

/** Reads {@code metadata}, or the same members of a whole answer. Source: reference, §13. */
final class UsageReader {

  private final Members members = new Members();
  private @Nullable Long input;
  private @Nullable Long output;
  private @Nullable Long cacheRead;
  private @Nullable Long cacheWrite;

  static Chunk.Usage event(byte[] bytes, int offset, int length) throws MalformedJson {
    var usage = new UsageReader();
    var reader = BedrockEvent.enter(bytes, offset, length);
    while (reader.next()) {
      usage.take(reader);
    }
    reader.finish();
    return usage.chunk();
  }

  /** Reads the member that the reader stands on: {@code usage}, or one to keep. */
  void take(JsonReader reader) throws MalformedJson {
    if (!reader.name().equals("usage")) {
      members.keep("", reader);
    } else if (reader.enterObject()) {
      while (reader.next()) {
        count(reader);
      }
    }
  }

  private void count(JsonReader reader) throws MalformedJson {
    switch (reader.name()) {
      case "inputTokens" -> input = tokens(reader);
      case "outputTokens" -> output = tokens(reader);
      case "cacheReadInputTokens" -> cacheRead = tokens(reader);
      case "cacheWriteInputTokens" -> cacheWrite = tokens(reader);
      default -> members.keep("usage", reader);
    }
  }

  private static @Nullable Long tokens(JsonReader reader) throws MalformedJson {
    var count = reader.integer(-1);
    return count < 0 ? null : count;
  }

  Chunk.Usage chunk() {
    return new Chunk.Usage(input, output, cacheRead, cacheWrite, null, members.extra());
  }
}
