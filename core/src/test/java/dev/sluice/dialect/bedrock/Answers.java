package dev.sluice.dialect.bedrock;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.chat.Chunk;
import dev.sluice.chat.ChunkRules;
import dev.sluice.chat.Failure;
import dev.sluice.dialect.AnswerEncoder;
import dev.sluice.dialect.DecodeSettings;
import dev.sluice.dialect.EncodeSettings;
import dev.sluice.dialect.Fresh;
import dev.sluice.dialect.ProviderHead;
import dev.sluice.frame.Bytes;
import dev.sluice.frame.EventStreamEncoder;
import dev.sluice.frame.Header;
import dev.sluice.frame.HeaderBlock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Bytes in, chunks out, and the other way round, for the tests of this package. */
final class Answers {

  static final BedrockDialect DIALECT = new BedrockDialect();
  static final int EVENT_BYTES_MAX = 16 << 20;
  private static final String EVENT_STREAM = "application/vnd.amazon.eventstream";

  private Answers() {}

  static Fresh fresh() {
    return new Fresh(new SplittableRandom(1), () -> 1_000);
  }

  static DecodeSettings settings(boolean streamed) {
    return new DecodeSettings("aws", 1, streamed, EVENT_BYTES_MAX, 32 << 20, fresh());
  }

  static ProviderHead head(String contentType) {
    return new ProviderHead(200, Map.of("content-type", contentType));
  }

  static List<Chunk> decode(byte[] body) {
    return decode(List.of(body));
  }

  /** Decodes a stream that comes in these pieces; the grammar of answers is checked. */
  static List<Chunk> decode(List<byte[]> pieces) {
    return decode(head(EVENT_STREAM), true, pieces);
  }

  static List<Chunk> decodeWhole(String body) {
    return decode(head("application/json"), false, List.of(body.getBytes(UTF_8)));
  }

  static List<Chunk> decode(ProviderHead head, boolean streamed, List<byte[]> pieces) {
    var chunks = new ArrayList<Chunk>();
    var rules = new ChunkRules();
    var decoder =
        DIALECT.decoder(
            head,
            settings(streamed),
            chunk -> {
              assertThat(rules.check(chunk)).as("%s", chunk).isEmpty();
              chunks.add(chunk);
            });
    for (var piece : pieces) {
      decoder.feed(piece, 0, piece.length);
    }
    decoder.end();
    assertThat(chunks.getLast().terminal()).isTrue();
    return chunks;
  }

  static Failure failure(List<Chunk> chunks) {
    assertThat(chunks.getLast()).isInstanceOf(Chunk.Failed.class);
    return ((Chunk.Failed) chunks.getLast()).failure();
  }

  static EncodeSettings encodeSettings() {
    return new EncodeSettings("id-1", "model", true, fresh());
  }

  static byte[] encode(List<Chunk> chunks) {
    return encode(DIALECT.streamEncoder(encodeSettings()), chunks);
  }

  static String encodeWhole(List<Chunk> chunks) {
    return new String(encode(DIALECT.wholeEncoder(encodeSettings()), chunks), UTF_8);
  }

  static byte[] encode(AnswerEncoder encoder, List<Chunk> chunks) {
    var out = new Bytes();
    chunks.forEach(chunk -> encoder.encode(chunk, out));
    return out.toByteArray();
  }

  /** Builds a stream frame by frame. */
  static final class Stream {
    private final Bytes out = new Bytes();
    private final EventStreamEncoder frames = new EventStreamEncoder();

    Stream event(String type, String json) {
      return frame(
          json,
          Header.text(":event-type", type),
          Header.text(":content-type", "application/json"),
          Header.text(":message-type", "event"));
    }

    Stream exception(String type, String json) {
      return frame(
          json,
          Header.text(":exception-type", type),
          Header.text(":content-type", "application/json"),
          Header.text(":message-type", "exception"));
    }

    Stream error(String code, String message) {
      return frame(
          "",
          Header.text(":error-code", code),
          Header.text(":error-message", message),
          Header.text(":message-type", "error"));
    }

    Stream frame(String payload, Header... headers) {
      frames.begin(out, HeaderBlock.of(List.of(headers)));
      out.add(payload.getBytes(UTF_8));
      frames.end(out);
      return this;
    }

    Stream start() {
      return event("messageStart", "{\"role\":\"assistant\"}");
    }

    Stream text(int index, String text) {
      return event(
          "contentBlockDelta",
          "{\"contentBlockIndex\":" + index + ",\"delta\":{\"text\":\"" + text + "\"}}");
    }

    Stream stop(int index) {
      return event("contentBlockStop", "{\"contentBlockIndex\":" + index + "}");
    }

    Stream messageStop(String reason) {
      return event("messageStop", "{\"stopReason\":\"" + reason + "\"}");
    }

    Stream metadata() {
      return event(
          "metadata",
          "{\"usage\":{\"inputTokens\":3,\"outputTokens\":2,\"totalTokens\":5},"
              + "\"metrics\":{\"latencyMs\":9}}");
    }

    byte[] bytes() {
      return out.toByteArray();
    }

    List<Chunk> decode() {
      return Answers.decode(bytes());
    }
  }
}
