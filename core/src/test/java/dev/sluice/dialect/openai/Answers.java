package dev.sluice.dialect.openai;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.chat.AnswerFold;
import dev.sluice.chat.Chunk;
import dev.sluice.chat.ChunkRules;
import dev.sluice.chat.ChunkSink;
import dev.sluice.dialect.AnswerEncoder;
import dev.sluice.dialect.DecodeSettings;
import dev.sluice.dialect.EncodeSettings;
import dev.sluice.dialect.Fresh;
import dev.sluice.dialect.ProviderHead;
import dev.sluice.frame.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Bytes in, chunks out, and back, with every chunk held against the rules. */
final class Answers {

  static final int BYTES_MAX = 4 << 20;
  static final String STREAM = "text/event-stream; charset=utf-8";
  static final String JSON = "application/json";

  private static final OpenAiDialect DIALECT = new OpenAiDialect();

  private Answers() {}

  static Fresh fresh() {
    return new Fresh(new Random(7), () -> 1_700_000_000_000L);
  }

  static List<Chunk> stream(String... events) {
    var text = new StringBuilder();
    for (var event : events) {
      text.append("data: ").append(event).append("\n\n");
    }
    return stream(List.of(text.toString().getBytes(UTF_8)));
  }

  static List<Chunk> stream(List<byte[]> pieces) {
    return decode(Map.of("content-type", STREAM), true, pieces);
  }

  static List<Chunk> whole(String body) {
    return decode(Map.of("content-type", JSON), false, List.of(body.getBytes(UTF_8)));
  }

  static List<Chunk> decode(Map<String, String> headers, boolean streamed, List<byte[]> pieces) {
    var chunks = new ArrayList<Chunk>();
    var rules = new ChunkRules();
    ChunkSink sink =
        chunk -> {
          rules
              .check(chunk)
              .ifPresent(wrong -> {
                throw new AssertionError(wrong + " at chunk " + chunks.size() + " " + chunks);
              });
          chunks.add(chunk);
        };
    var settings = new DecodeSettings("p", 1, streamed, BYTES_MAX, BYTES_MAX, fresh());
    var decoder = DIALECT.decoder(new ProviderHead(200, headers), settings, sink);
    for (var piece : pieces) {
      decoder.feed(piece, 0, piece.length);
    }
    decoder.end();
    return chunks;
  }

  static AnswerFold fold(List<Chunk> chunks) {
    var fold = new AnswerFold();
    chunks.forEach(fold::accept);
    return fold;
  }

  static EncodeSettings settings(boolean usage) {
    return new EncodeSettings("req_1", "asked-model", usage, fresh());
  }

  static String streamed(boolean usage, List<Chunk> chunks) {
    return encode(DIALECT.streamEncoder(settings(usage)), chunks);
  }

  static String whole(List<Chunk> chunks) {
    return encode(DIALECT.wholeEncoder(settings(true)), chunks);
  }

  private static String encode(AnswerEncoder encoder, List<Chunk> chunks) {
    var out = new Bytes();
    chunks.forEach(chunk -> encoder.encode(chunk, out));
    return new String(out.toByteArray(), UTF_8);
  }
}
