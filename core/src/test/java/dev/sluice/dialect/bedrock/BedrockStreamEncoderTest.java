package dev.sluice.dialect.bedrock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.chat.AnswerFold;
import dev.sluice.chat.BlockKind;
import dev.sluice.chat.Chunk;
import dev.sluice.chat.ErrorCode;
import dev.sluice.chat.Extra;
import dev.sluice.chat.Failure;
import dev.sluice.chat.FinishReason;
import dev.sluice.chat.ToolKind;
import dev.sluice.frame.Bytes;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class BedrockStreamEncoderTest {

  private static final Chunk START = new Chunk.Start("id", "m", "openai", 1, null, Extra.NONE);
  private static final Chunk STOP = new Chunk.Finish(0, FinishReason.STOP, null, null, Extra.NONE);

  private static Chunk open(int block, BlockKind kind) {
    return new Chunk.BlockStart(0, block, kind, null, Extra.NONE);
  }

  private static Chunk call(int block, String id, ToolKind kind) {
    return new Chunk.BlockStart(
        0, block, BlockKind.TOOL, new Chunk.ToolHead(id, "f", kind), Extra.NONE);
  }

  private static Chunk text(int block, String text) {
    return new Chunk.Text(0, block, text, Extra.NONE);
  }

  private static Chunk arguments(int block, String json) {
    return new Chunk.Arguments(0, block, json, Extra.NONE);
  }

  private static Chunk close(int block) {
    return new Chunk.BlockEnd(0, block);
  }

  private static List<String> lines(Chunk... chunks) {
    return Frames.lines(Answers.encode(List.of(chunks)));
  }

  @Test
  void writesTextWithoutAStartAndUsageAtTheEnd() {
    assertThat(
            lines(
                START,
                open(0, BlockKind.TEXT),
                text(0, "Hi"),
                close(0),
                STOP,
                new Chunk.Usage(3L, 2L, 7L, null, 1L, Extra.NONE),
                Chunk.End.END))
        .containsExactly(
            "messageStart {\"role\":\"assistant\"}",
            "contentBlockDelta {\"contentBlockIndex\":0,\"delta\":{\"text\":\"Hi\"}}",
            "contentBlockStop {\"contentBlockIndex\":0}",
            "messageStop {\"stopReason\":\"end_turn\"}",
            "metadata {\"usage\":{\"inputTokens\":3,\"outputTokens\":2,\"totalTokens\":12,"
                + "\"cacheReadInputTokens\":7},\"metrics\":{\"latencyMs\":0}}");
  }

  @Test
  void sendsRequiredCountsAsZeroWhenUsageIsUnknown() {
    assertThat(lines(START, STOP, Chunk.End.END).getLast())
        .isEqualTo(
            "metadata {\"usage\":{\"inputTokens\":0,\"outputTokens\":0,\"totalTokens\":0},"
                + "\"metrics\":{\"latencyMs\":0}}");
  }

  @Test
  void putsInterleavedCallsOneBehindTheOther() {
    assertThat(
            lines(
                START,
                call(0, "a", ToolKind.FUNCTION),
                call(1, "b", ToolKind.FUNCTION),
                arguments(0, "{\"x\":"),
                arguments(1, "{\"y\":"),
                arguments(0, "1}"),
                arguments(1, "2}"),
                close(0),
                close(1),
                STOP,
                Chunk.End.END))
        .containsSubsequence(
            "contentBlockStart {\"contentBlockIndex\":0,\"start\":{\"toolUse\":"
                + "{\"toolUseId\":\"a\",\"name\":\"f\"}}}",
            "contentBlockDelta {\"contentBlockIndex\":0,\"delta\":{\"toolUse\":"
                + "{\"input\":\"1}\"}}}",
            "contentBlockStop {\"contentBlockIndex\":0}",
            "contentBlockStart {\"contentBlockIndex\":1,\"start\":{\"toolUse\":"
                + "{\"toolUseId\":\"b\",\"name\":\"f\"}}}",
            "contentBlockStop {\"contentBlockIndex\":1}");
  }

  @Test
  void givesACallWithoutArgumentsAnEmptyObject() {
    assertThat(lines(START, call(0, "a", ToolKind.FUNCTION), close(0), STOP, Chunk.End.END))
        .contains(
            "contentBlockDelta"
                + " {\"contentBlockIndex\":0,\"delta\":{\"toolUse\":{\"input\":\"{}\"}}}");
  }

  @Test
  void wrapsFreeTextOfACustomTool() {
    assertThat(
            lines(
                START,
                call(0, "a", ToolKind.CUSTOM),
                arguments(0, "say \"x"),
                arguments(0, "\"\n"),
                close(0),
                STOP,
                Chunk.End.END))
        .contains(
            "contentBlockDelta {\"contentBlockIndex\":0,\"delta\":{\"toolUse\":"
                + "{\"input\":\"{\\\"input\\\":\\\"say \\\\\\\"x\"}}}",
            "contentBlockDelta {\"contentBlockIndex\":0,\"delta\":{\"toolUse\":"
                + "{\"input\":\"\\\"}\"}}}");
  }

  @Test
  void leavesOutWhatOtherProtocolsAloneKnowWithoutAGapInTheIndexes() {
    var lines =
        lines(
            START,
            open(0, BlockKind.OPAQUE),
            new Chunk.Opaque(0, 0, "anthropic", "content_block_start", "{}"),
            close(0),
            call(1, "s", ToolKind.SERVER),
            arguments(1, "{}"),
            close(1),
            open(2, BlockKind.TEXT),
            text(2, "x"),
            close(2),
            STOP,
            Chunk.End.END);

    assertThat(lines).hasSize(5);
    assertThat(lines.get(1)).startsWith("contentBlockDelta {\"contentBlockIndex\":0,");
  }

  @Test
  void writesReasoningSignatureAndEncryptedBlocks() {
    assertThat(
            lines(
                START,
                open(0, BlockKind.REASONING),
                new Chunk.Reasoning(0, 0, "hm", Chunk.Reasoning.Form.SUMMARY, 0, Extra.NONE),
                new Chunk.Reasoning(0, 0, "so", Chunk.Reasoning.Form.SUMMARY, 1, Extra.NONE),
                new Chunk.Signature(0, 0, "S", null),
                close(0),
                open(1, BlockKind.REASONING),
                new Chunk.Signature(0, 1, null, "QQ=="),
                close(1),
                STOP,
                Chunk.End.END))
        .contains(
            "contentBlockDelta {\"contentBlockIndex\":0,\"delta\":{\"reasoningContent\":"
                + "{\"text\":\"\\n\\nso\"}}}",
            "contentBlockDelta {\"contentBlockIndex\":0,\"delta\":{\"reasoningContent\":"
                + "{\"signature\":\"S\"}}}",
            "contentBlockDelta {\"contentBlockIndex\":1,\"delta\":{\"reasoningContent\":"
                + "{\"redactedContent\":\"QQ==\"}}}");
  }

  @Test
  void partsTextFromTheEncryptedReasoningOfOneBlock() {
    var chunks =
        List.of(
            START,
            open(0, BlockKind.REASONING),
            new Chunk.Reasoning(0, 0, "hm", Chunk.Reasoning.Form.FULL, 0, Extra.NONE),
            new Chunk.Signature(0, 0, null, "QQ=="),
            close(0),
            open(1, BlockKind.TEXT),
            text(1, "x"),
            close(1),
            STOP,
            Chunk.End.END);

    assertThat(Frames.lines(Answers.encode(chunks)))
        .containsSubsequence(
            "contentBlockStop {\"contentBlockIndex\":0}",
            "contentBlockDelta {\"contentBlockIndex\":1,\"delta\":{\"reasoningContent\":"
                + "{\"redactedContent\":\"QQ==\"}}}",
            "contentBlockStop {\"contentBlockIndex\":1}",
            "contentBlockDelta {\"contentBlockIndex\":2,\"delta\":{\"text\":\"x\"}}");
    assertThat(Answers.encodeWhole(chunks))
        .contains(
            "{\"reasoningContent\":{\"reasoningText\":{\"text\":\"hm\"}}},"
                + "{\"reasoningContent\":{\"redactedContent\":\"QQ==\"}},{\"text\":\"x\"}");
  }

  @Test
  void cutsWhatWouldNotFitAFrame() {
    var huge = "\u0001".repeat(5 << 20) + "😀".repeat(BlockFrames.PIECE_CHARS_MAX);
    var chunks =
        List.of(
            START,
            open(0, BlockKind.TEXT),
            text(0, "x"),
            text(0, huge),
            close(0),
            call(1, "a", ToolKind.FUNCTION),
            arguments(1, huge),
            close(1),
            STOP,
            Chunk.End.END);

    var fold = new AnswerFold();
    Answers.decode(Answers.encode(chunks)).forEach(fold::accept);

    assertThat(fold.blocks().get(0).text()).isEqualTo("x" + huge);
    assertThat(fold.blocks().get(1).text()).isEqualTo(huge);
  }

  @Test
  void writesTheFirstOfSeveralAnswersOnly() {
    var other = new Chunk.BlockStart(1, 0, BlockKind.TEXT, null, Extra.NONE);
    assertThat(
            lines(
                START,
                open(0, BlockKind.TEXT),
                other,
                text(0, "a"),
                new Chunk.Text(1, 0, "b", Extra.NONE),
                new Chunk.BlockEnd(1, 0),
                text(0, "c"),
                close(0),
                STOP,
                new Chunk.Finish(1, FinishReason.STOP, null, null, Extra.NONE),
                Chunk.End.END))
        .hasSize(6)
        .noneMatch(line -> line.contains("\"b\""));
  }

  @Test
  void failsInMidStreamByTheOneExceptionThatSdksDoNotRepeat() {
    var failure =
        new Failure(
            ErrorCode.RATE_LIMITED, "slow", null, "rate_limit_error", null, 429, null, null);
    assertThat(lines(START, open(0, BlockKind.TEXT), text(0, "x"), new Chunk.Failed(failure)))
        .last()
        .isEqualTo(
            "modelStreamErrorException {\"message\":\"slow\",\"originalStatusCode\":429,"
                + "\"originalMessage\":\"rate_limited (rate_limit_error)\"}");
  }

  @Test
  void opensEarlyOnceAndBeatsOnlyInsideText() {
    var encoder = Answers.DIALECT.streamEncoder(Answers.encodeSettings());
    var out = new Bytes();

    encoder.heartbeat(out);
    encoder.open(out);
    encoder.open(out);
    encoder.encode(START, out);
    encoder.heartbeat(out);
    encoder.encode(open(0, BlockKind.TEXT), out);
    encoder.heartbeat(out);
    encoder.encode(text(0, "x"), out);
    encoder.heartbeat(out);
    encoder.encode(close(0), out);
    encoder.heartbeat(out);

    assertThat(Frames.lines(out.toByteArray()))
        .containsExactly(
            "messageStart {\"role\":\"assistant\"}",
            "contentBlockDelta {\"contentBlockIndex\":0,\"delta\":{\"text\":\"x\"}}",
            "contentBlockDelta {\"contentBlockIndex\":0,\"delta\":{\"text\":\"\"}}",
            "contentBlockStop {\"contentBlockIndex\":0}");
  }

  @Test
  void writesTheFramesOfTheAwsSdkByteForByte() {
    var encoder = Answers.DIALECT.streamEncoder(Answers.encodeSettings());
    var out = new Bytes();

    encoder.open(out);

    assertThat(HexFormat.of().formatHex(out.toByteArray()))
        .isEqualTo(
            "000000760000005296d5fade0b3a6576656e742d7479706507000c6d65737361676553746172740d3a63"
                + "6f6e74656e742d747970650700106170706c69636174696f6e2f6a736f6e0d3a6d6573736167652d"
                + "74797065070005657665"
                + "6e747b22726f6c65223a22617373697374616e74227d6fa8c599");
  }

  @Test
  void givesUnknownMembersAndEventsBackToItsOwnProtocol() {
    var stream =
        new Answers.Stream()
            .event("messageStart", "{\"role\":\"assistant\",\"tier\":1}")
            .event(
                "contentBlockDelta",
                "{\"contentBlockIndex\":0,\"delta\":{\"text\":\"x\"},\"note\":[1.50]}")
            .event("novelty", "{\"a\":1}")
            .event("contentBlockStop", "{\"contentBlockIndex\":0}")
            .event(
                "messageStop",
                "{\"stopReason\":\"brand_new\",\"additionalModelResponseFields\":{\"k\":1}}")
            .event(
                "metadata",
                "{\"usage\":{\"inputTokens\":1,\"outputTokens\":2,\"totalTokens\":9,\"serverToolUsage\":{}},"
                    + "\"metrics\":{\"latencyMs\":77},\"performanceConfig\":{\"latency\":\"optimized\"}}");

    assertThat(Frames.lines(Answers.encode(stream.decode())))
        .containsExactlyElementsOf(Frames.lines(stream.bytes()));
  }
}
