package dev.sluice.dialect.anthropic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.chat.AnswerFold;
import dev.sluice.chat.Chunk;
import dev.sluice.chat.ChunkRules;
import dev.sluice.dialect.AnswerEncoder;
import dev.sluice.dialect.DecodeSettings;
import dev.sluice.dialect.EncodeSettings;
import dev.sluice.dialect.Fresh;
import dev.sluice.dialect.ProviderHead;
import dev.sluice.frame.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Bytes in, chunks out, and back; every sequence of chunks is held to the rules. */
final class Answers {

  static final AnthropicDialect DIALECT = new AnthropicDialect();
  static final ProviderHead STREAM =
      new ProviderHead(200, Map.of("content-type", "text/event-stream; charset=utf-8"));
  static final ProviderHead WHOLE =
      new ProviderHead(200, Map.of("content-type", "application/json"));

  private Answers() {}

  static Fresh fresh() {
    return new Fresh(new SplittableRandom(1), () -> 1_700_000_000_000L);
  }

  static List<Chunk> decode(ProviderHead head, boolean streamed, List<byte[]> pieces) {
    var chunks = new ArrayList<Chunk>();
    var rules = new ChunkRules();
    var settings = new DecodeSettings("p", 1, streamed, 1 << 20, 1 << 20, fresh());
    var decoder =
        DIALECT.decoder(
            head,
            settings,
            chunk -> {
              assertThat(rules.check(chunk)).as("%s", chunk).isEmpty();
              chunks.add(chunk);
            });
    for (var piece : pieces) {
      decoder.feed(piece, 0, piece.length);
    }
    decoder.end();
    return chunks;
  }

  static List<Chunk> stream(String text) {
    return decode(STREAM, true, List.of(text.getBytes(UTF_8)));
  }

  static List<Chunk> whole(String text) {
    return decode(WHOLE, false, List.of(text.getBytes(UTF_8)));
  }

  static AnswerFold fold(List<Chunk> chunks) {
    var fold = new AnswerFold();
    chunks.forEach(fold::accept);
    return fold;
  }

  static Chunk.Finish finish(List<Chunk> chunks) {
    return chunks.stream()
        .filter(Chunk.Finish.class::isInstance)
        .map(Chunk.Finish.class::cast)
        .findFirst()
        .orElseThrow();
  }

  static String encode(List<Chunk> chunks) {
    return encode(DIALECT.streamEncoder(settings()), chunks);
  }

  static String encodeWhole(List<Chunk> chunks) {
    return encode(DIALECT.wholeEncoder(settings()), chunks);
  }

  static EncodeSettings settings() {
    return new EncodeSettings("req_1", "asked", true, fresh());
  }

  private static String encode(AnswerEncoder encoder, List<Chunk> chunks) {
    var out = new Bytes();
    for (var chunk : chunks) {
      encoder.encode(chunk, out);
    }
    return new String(out.toByteArray(), UTF_8);
  }

  /** Events of name and data, blank line after each. */
  static String events(String... lines) {
    var text = new StringBuilder();
    for (var line : lines) {
      var type = line.replaceFirst("(?s).*?\"type\":\"(\\w+)\".*", "$1");
      text.append("event: ").append(type).append("\ndata: ").append(line).append("\n\n");
    }
    return text.toString();
  }
}
