package dev.sluice.dialect.anthropic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.chat.BlockKind;
import dev.sluice.chat.Chunk;
import dev.sluice.chat.ErrorCode;
import dev.sluice.chat.Extra;
import dev.sluice.chat.Failure;
import dev.sluice.chat.FinishReason;
import dev.sluice.chat.ToolKind;
import dev.sluice.frame.Bytes;
import java.util.List;
import org.junit.jupiter.api.Test;

final class AnthropicEncoderTest {

  private static final Chunk.Start START =
      new Chunk.Start("chatcmpl-1", "m", "p", 1, 1L, Extra.NONE);

  private static Chunk.BlockStart begin(int block, BlockKind kind) {
    return new Chunk.BlockStart(0, block, kind, null, Extra.NONE);
  }

  private static Chunk.BlockStart call(int block, String id, ToolKind kind) {
    return new Chunk.BlockStart(
        0, block, BlockKind.TOOL, new Chunk.ToolHead(id, "f", kind), Extra.NONE);
  }

  private static Chunk.BlockEnd end(int block) {
    return new Chunk.BlockEnd(0, block);
  }

  private static Chunk.Text text(int block, String text) {
    return new Chunk.Text(0, block, text, Extra.NONE);
  }

  private static Chunk.Arguments arguments(int block, String json) {
    return new Chunk.Arguments(0, block, json, Extra.NONE);
  }

  private static Chunk.Reasoning reasoning(int block, String text, int part) {
    return new Chunk.Reasoning(0, block, text, Chunk.Reasoning.Form.SUMMARY, part, Extra.NONE);
  }

  private static Chunk.Finish finish(FinishReason reason) {
    return new Chunk.Finish(0, reason, "x", null, Extra.NONE);
  }

  private static Chunk.Usage usage(long input, long output) {
    return new Chunk.Usage(input, output, null, null, null, Extra.NONE);
  }

  @Test
  void aMessageIsTheFirstChoice() {
    var chunks =
        List.<Chunk>of(
            START,
            begin(0, BlockKind.TEXT),
            new Chunk.BlockStart(1, 0, BlockKind.TEXT, null, Extra.NONE),
            text(0, "one"),
            new Chunk.Text(1, 0, "other", Extra.NONE),
            end(0),
            new Chunk.BlockEnd(1, 0),
            finish(FinishReason.STOP),
            new Chunk.Finish(1, FinishReason.LENGTH, "x", null, Extra.NONE),
            Chunk.End.END);

    assertThat(Answers.encode(chunks)).contains("one", "end_turn").doesNotContain("other");
    assertThat(Answers.encodeWhole(chunks)).contains("one", "end_turn").doesNotContain("other");
  }

  @Test
  void usageThatComesAfterTheFinishStandsInMessageDelta() {
    var stream =
        Answers.encode(
            List.of(
                START,
                begin(0, BlockKind.TEXT),
                text(0, "hi\u2028"),
                end(0),
                finish(FinishReason.LENGTH),
                usage(7L, 9L),
                Chunk.End.END));

    assertThat(stream)
        .isEqualTo(
            Answers.events(
                "{\"type\":\"message_start\",\"message\":{\"id\":\"msg_01"
                    + id(stream)
                    + "\",\"type\":\"message\",\"role\":\"assistant\",\"model\":\"m\","
                    + "\"content\":[],\"stop_reason\":null,\"stop_sequence\":null,"
                    + "\"usage\":{\"input_tokens\":0,\"output_tokens\":0}}}",
                "{\"type\":\"content_block_start\",\"index\":0,"
                    + "\"content_block\":{\"type\":\"text\",\"text\":\"\"}}",
                "{\"type\":\"content_block_delta\",\"index\":0,"
                    + "\"delta\":{\"type\":\"text_delta\",\"text\":\"hi\\u2028\"}}",
                "{\"type\":\"content_block_stop\",\"index\":0}",
                "{\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"max_tokens\","
                    + "\"stop_sequence\":null},\"usage\":{\"input_tokens\":7,"
                    + "\"output_tokens\":9}}",
                "{\"type\":\"message_stop\"}"));
  }

  private static String id(String stream) {
    return stream.replaceFirst("(?s).*?\"id\":\"msg_01(\\w{22})\".*", "$1");
  }

  @Test
  void callsThatInterleaveComeOneAfterTheOther() {
    var stream =
        Answers.encode(
            List.of(
                START,
                call(0, "a", ToolKind.FUNCTION),
                arguments(0, "{\"x\""),
                call(1, "b", ToolKind.FUNCTION),
                arguments(1, "{"),
                arguments(0, ":1}"),
                arguments(1, "}"),
                end(0),
                end(1),
                finish(FinishReason.TOOL_CALLS),
                Chunk.End.END));
    var fold = Answers.fold(Answers.stream(stream));

    assertThat(stream.indexOf("\"index\":1")).isGreaterThan(stream.indexOf("content_block_stop"));
    assertThat(fold.blocks())
        .extracting(block -> block.tool().orElseThrow().callId() + block.arguments())
        .containsExactly("a{\"x\":1}", "b{}");
  }

  @Test
  void unsignedReasoningIsSignedByUsAndItsPartsStandApart() {
    var stream =
        Answers.encode(
            List.of(
                START,
                begin(0, BlockKind.REASONING),
                reasoning(0, "one", 0),
                reasoning(0, "two", 1),
                end(0),
                finish(FinishReason.STOP),
                Chunk.End.END));
    var block = Answers.fold(Answers.stream(stream)).blocks().getFirst();

    assertThat(block.text()).isEqualTo("one\n\ntwo");
    assertThat(block.signature()).hasValue("sluice");
  }

  @Test
  void encryptedReasoningIsOneRedactedBlock() {
    var chunks =
        List.<Chunk>of(
            START,
            begin(0, BlockKind.REASONING),
            new Chunk.Signature(0, 0, null, "ZGF0YQ=="),
            end(0),
            finish(FinishReason.STOP),
            Chunk.End.END);

    assertThat(Answers.encode(chunks))
        .contains("\"content_block\":{\"type\":\"redacted_thinking\",\"data\":\"ZGF0YQ==\"}")
        .doesNotContain("sluice");
    assertThat(Answers.encodeWhole(chunks))
        .contains("\"content\":[{\"type\":\"redacted_thinking\",\"data\":\"ZGF0YQ==\"}]");
  }

  @Test
  void freeTextOfACustomToolIsWrapped() {
    var chunks =
        List.<Chunk>of(
            START,
            call(0, "a", ToolKind.CUSTOM),
            arguments(0, "say \"hi\""),
            arguments(0, "\n"),
            end(0),
            finish(FinishReason.TOOL_CALLS),
            Chunk.End.END);
    var block = Answers.fold(Answers.stream(Answers.encode(chunks))).blocks().getFirst();

    assertThat(block.arguments()).isEqualTo("{\"input\":\"say \\\"hi\\\"\\n\"}");
    assertThat(Answers.encodeWhole(chunks)).contains("\"input\":{\"input\":\"say \\\"hi\\\"\\n\"}");
  }

  @Test
  void foreignPiecesLeaveNoTrace() {
    var stream =
        Answers.encode(
            List.of(
                START,
                begin(0, BlockKind.OPAQUE),
                new Chunk.Opaque(0, 0, "bedrock", "e", "{}"),
                end(0),
                new Chunk.Opaque(0, -1, "openai", "e", "{}"),
                new Chunk.Logprobs(0, "openai", "{}"),
                begin(1, BlockKind.AUDIO),
                new Chunk.Media(0, 1, "openai", "{}"),
                end(1),
                begin(2, BlockKind.TEXT),
                text(2, "t"),
                end(2),
                finish(FinishReason.STOP),
                Chunk.End.END));
    var fold = Answers.fold(Answers.stream(stream));

    assertThat(fold.blocks()).hasSize(1);
    assertThat(fold.blocks().getFirst().text()).isEqualTo("t");
  }

  @Test
  void refusalOfAnotherProtocolBecomesTextAndStopReason() {
    var chunks =
        List.<Chunk>of(
            START,
            begin(0, BlockKind.REFUSAL),
            new Chunk.Refusal(0, 0, "no", Extra.NONE),
            end(0),
            finish(FinishReason.REFUSAL),
            Chunk.End.END);

    assertThat(Answers.encode(chunks))
        .contains("\"text_delta\",\"text\":\"no\"")
        .contains("\"stop_reason\":\"refusal\"");
    assertThat(Answers.encodeWhole(chunks)).contains("\"stop_details\":{\"type\":\"refusal\"");
  }

  @Test
  void opensWithTheRequestedModelAndPings() {
    var out = new Bytes();
    var encoder = Answers.DIALECT.streamEncoder(Answers.settings());

    encoder.heartbeat(out);
    assertThat(out.length()).isZero();
    encoder.open(out);
    encoder.heartbeat(out);
    encoder.encode(START, out);
    encoder.encode(usage(3, 1), out);
    encoder.encode(Chunk.End.END, out);

    var stream = new String(out.toByteArray(), UTF_8);
    assertThat(stream).contains("\"model\":\"asked\"").contains("event: ping\n");
    assertThat(stream).containsOnlyOnce("event: message_start");
    assertThat(stream).contains("\"usage\":{\"input_tokens\":3,\"output_tokens\":1}");
  }

  @Test
  void failureAfterTheCommitIsAnErrorEventAndTheLast() {
    var stream =
        Answers.encode(
            List.of(
                START,
                begin(0, BlockKind.TEXT),
                text(0, "t"),
                new Chunk.Failed(Failure.of(ErrorCode.UPSTREAM_STALLED, "it \"stalled\"")),
                Chunk.End.END));

    assertThat(stream)
        .endsWith(
            Answers.events(
                "{\"type\":\"error\",\"error\":{\"type\":\"api_error\",\"message\":"
                    + "\"it \\\"stalled\\\"\"},\"request_id\":\"req_1\"}"))
        .doesNotContain("content_block_stop")
        .doesNotContain("message_stop");
  }

  @Test
  void wholeAnswerOfACutCallKeepsItsText() {
    var whole =
        Answers.encodeWhole(
            List.of(
                START,
                call(0, "a", ToolKind.FUNCTION),
                arguments(0, "{\"x\":"),
                end(0),
                finish(FinishReason.LENGTH),
                usage(1L, 2L),
                Chunk.End.END));

    assertThat(whole)
        .contains("\"input\":{\"_raw\":\"{\\\"x\\\":\"}")
        .contains("\"stop_reason\":\"max_tokens\"")
        .contains("\"usage\":{\"input_tokens\":1,\"output_tokens\":2}");
  }
}
