package dev.sluice.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.sluice.chat.BlockKind;
import dev.sluice.chat.Chunk;
import dev.sluice.chat.Extra;
import dev.sluice.chat.FinishReason;
import dev.sluice.chat.ToolKind;
import dev.sluice.dialect.anthropic.AnthropicDialect;
import dev.sluice.dialect.bedrock.BedrockDialect;
import dev.sluice.dialect.openai.OpenAiDialect;
import dev.sluice.frame.Bytes;
import dev.sluice.json.Json;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

/**
 * What encoding an answer costs grows with the answer, not with its square.
 *
 * <p>Counted are the bytes that the thread allocates, which hold every copy that is made: twice the
 * chunks may cost twice as much. No clock is looked at.
 */
final class EncoderCostTest {

  private static final int CHUNKS = 30_000;
  private static final double RATIO_MAX = 2.6;
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private static final List<Dialect> DIALECTS =
      List.of(new OpenAiDialect(), new AnthropicDialect(), new BedrockDialect());

  /** Every word by which a dialect says where a member stood. */
  private static final List<String> PLACES =
      List.of(
          "",
          "message",
          "choice",
          "delta",
          "tool",
          "function",
          "content_block",
          "toolUse",
          "delta.toolUse",
          "delta.reasoningContent");

  /** An answer of any length: what opens it, its chunks, what closes it. */
  private record Shape(List<Chunk> opening, IntFunction<Chunk> chunk, List<Chunk> closing) {

    static Shape block(BlockKind kind, IntFunction<Chunk> chunk) {
      var tool =
          kind == BlockKind.TOOL ? new Chunk.ToolHead("call_1", "f", ToolKind.FUNCTION) : null;
      return new Shape(
          List.of(new Chunk.BlockStart(0, 0, kind, tool, Extra.NONE)),
          chunk,
          List.of(new Chunk.BlockEnd(0, 0)));
    }
  }

  private static Extra members(String protocol, int number) {
    var members = new ArrayList<Extra.Member>();
    for (var place : PLACES) {
      members.add(new Extra.Member(place, "same", "\"" + number + "\""));
    }
    members.add(new Extra.Member("delta", "own_" + number, "1"));
    members.add(new Extra.Member("content_block", "mine_" + number, "1"));
    return new Extra(protocol, members);
  }

  private static Map<String, Shape> shapes(String protocol) {
    var shapes = new LinkedHashMap<String, Shape>();
    shapes.put(
        "text",
        Shape.block(BlockKind.TEXT, i -> new Chunk.Text(0, 0, "word ", members(protocol, i))));
    shapes.put(
        "refusal",
        Shape.block(BlockKind.REFUSAL, i -> new Chunk.Refusal(0, 0, "no ", members(protocol, i))));
    shapes.put("reasoning", Shape.block(BlockKind.REASONING, i -> reasoning(protocol, i)));
    shapes.put(
        "arguments",
        Shape.block(
            BlockKind.TOOL,
            i -> new Chunk.Arguments(0, 0, i == 0 ? "[1" : ",1", members(protocol, i))));
    shapes.put(
        "citations",
        Shape.block(
            BlockKind.TEXT,
            i -> new Chunk.Citation(0, 0, protocol, "{\"n\":" + i + "}", "http://a/" + i, "t")));
    shapes.put("opaque", Shape.block(BlockKind.OPAQUE, i -> opaque(protocol, i)));
    shapes.put(
        "audio",
        Shape.block(
            BlockKind.AUDIO,
            i -> new Chunk.Media(0, 0, protocol, "{\"data\":\"piece" + i + "\",\"n\":" + i + "}")));
    shapes.put("logprobs", Shape.block(BlockKind.TEXT, i -> logprobs(protocol, i)));
    shapes.put(
        "usage",
        Shape.block(
            BlockKind.TEXT,
            i -> new Chunk.Usage(1L, (long) i, null, null, null, members(protocol, i))));
    shapes.put("blocks", blocks());
    shapes.put("interleaved", interleaved());
    return shapes;
  }

  private static Chunk reasoning(String protocol, int i) {
    var details = "[{\"type\":\"reasoning.text\",\"index\":0,\"text\":\"t" + i + "\"}]";
    var extra =
        i % 2 == 0
            ? members(protocol, i)
            : new Extra(protocol, List.of(new Extra.Member("delta", "reasoning_details", details)));
    return new Chunk.Reasoning(0, 0, "hm ", Chunk.Reasoning.Form.FULL, 0, extra);
  }

  private static Chunk opaque(String protocol, int i) {
    var first = i == 0;
    return switch (protocol) {
      case "anthropic" ->
          new Chunk.Opaque(
              0,
              0,
              protocol,
              first ? "content_block_start" : "content_block_delta",
              first
                  ? "{\"content_block\":{\"type\":\"new\"}}"
                  : "{\"delta\":{\"type\":\"d\",\"grown\":\"x\",\"list\":[" + i + "]}}");
      default ->
          new Chunk.Opaque(
              0,
              0,
              protocol,
              first ? "contentBlockStart" : "contentBlockDelta",
              first ? "{\"new\":{\"id\":1}}" : "{\"new\":[{\"n\":" + i + "}]}");
    };
  }

  private static Chunk logprobs(String protocol, int i) {
    return i % 2 == 0
        ? new Chunk.Logprobs(0, protocol, "{\"content\":[{\"token\":\"t" + i + "\"}]}")
        : new Chunk.Text(0, 0, "t", Extra.NONE);
  }

  private static Shape blocks() {
    return new Shape(
        List.of(),
        i ->
            switch (i % 3) {
              case 0 -> new Chunk.BlockStart(0, i / 3, BlockKind.TEXT, null, Extra.NONE);
              case 1 -> new Chunk.Text(0, i / 3, "word", Extra.NONE);
              default -> new Chunk.BlockEnd(0, i / 3);
            },
        List.of());
  }

  /** Many calls open at once, each growing in turn. */
  private static Shape interleaved() {
    var opening = new ArrayList<Chunk>();
    var closing = new ArrayList<Chunk>();
    for (var i = 0; i < 500; i++) {
      var tool = new Chunk.ToolHead("call_" + i, "f", ToolKind.FUNCTION);
      opening.add(new Chunk.BlockStart(0, i, BlockKind.TOOL, tool, Extra.NONE));
      closing.add(new Chunk.BlockEnd(0, i));
    }
    return new Shape(
        opening, i -> new Chunk.Arguments(0, i % 500, i < 500 ? "[1" : ",1", Extra.NONE), closing);
  }

  private static EncodeSettings settings() {
    return new EncodeSettings("req_1", "model", true, new Fresh(new Random(1), () -> 1_000));
  }

  /** Encodes an answer of so many chunks and returns what was allocated for it. */
  private static long cost(AnswerEncoder encoder, String protocol, Shape shape, int count) {
    var chunks = new ArrayList<Chunk>(count + 16);
    chunks.add(new Chunk.Start("id", "m", "p", 1, 1L, new Extra(protocol, List.of())));
    chunks.addAll(shape.opening());
    for (var i = 0; i < count; i++) {
      chunks.add(shape.chunk().apply(i));
    }
    chunks.addAll(shape.closing());
    chunks.add(new Chunk.Finish(0, FinishReason.STOP, null, null, Extra.NONE));
    chunks.add(Chunk.End.END);
    var out = new Bytes();
    var before = THREADS.getCurrentThreadAllocatedBytes();
    for (var chunk : chunks) {
      encoder.encode(chunk, out);
      if (out.length() > 64 << 10) {
        out.clear();
      }
    }
    return THREADS.getCurrentThreadAllocatedBytes() - before;
  }

  private static AnswerEncoder encoder(Dialect dialect, boolean streamed) {
    return streamed ? dialect.streamEncoder(settings()) : dialect.wholeEncoder(settings());
  }

  @Test
  void twiceTheChunksCostTwiceAsMuch() {
    var dear = new ArrayList<String>();
    var counted = 0;
    for (var dialect : DIALECTS) {
      for (var streamed : List.of(true, false)) {
        for (var shape : shapes(dialect.name()).entrySet()) {
          cost(encoder(dialect, streamed), dialect.name(), shape.getValue(), 1_000);
          var half = cost(encoder(dialect, streamed), dialect.name(), shape.getValue(), CHUNKS / 2);
          var all = cost(encoder(dialect, streamed), dialect.name(), shape.getValue(), CHUNKS);
          counted++;
          if (all > RATIO_MAX * half + (1 << 20)) {
            dear.add(
                "%s %s %s: %d bytes for %d chunks, %d for %d"
                    .formatted(
                        dialect.name(),
                        streamed ? "stream" : "whole",
                        shape.getKey(),
                        half,
                        CHUNKS / 2,
                        all,
                        CHUNKS));
          }
        }
      }
    }

    assertThat(dear).isEmpty();
    assertThat(counted).isEqualTo(66);
  }

  @Test
  void aWholeAnswerNamesEachMemberOnce() throws Exception {
    for (var dialect : DIALECTS) {
      for (var shape : shapes(dialect.name()).entrySet()) {
        var encoder = encoder(dialect, false);
        var out = new Bytes();
        encoder.encode(new Chunk.Start("id", "m", "p", 1, 1L, Extra.NONE), out);
        shape.getValue().opening().forEach(chunk -> encoder.encode(chunk, out));
        for (var i = 0; i < 1_500; i++) {
          encoder.encode(shape.getValue().chunk().apply(i), out);
        }
        shape.getValue().closing().forEach(chunk -> encoder.encode(chunk, out));
        encoder.encode(new Chunk.Finish(0, FinishReason.STOP, null, null, Extra.NONE), out);
        encoder.encode(Chunk.End.END, out);

        var written = Json.parse(out.toByteArray());
        assertThat(written.bytes().length)
            .as("%s %s: read and written again", dialect.name(), shape.getKey())
            .isEqualTo(out.length());
      }
    }
  }
}
