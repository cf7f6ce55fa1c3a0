package dev.sluice.dialect.openai;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.Fixtures;
import dev.sluice.Splits;
import dev.sluice.chat.AnswerBlock;
import dev.sluice.chat.AnswerFold;
import dev.sluice.chat.BlockKind;
import dev.sluice.chat.Chunk;
import dev.sluice.chat.ToolKind;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What goes in comes out again, streamed or whole; damage is never taken for an end. */
class RoundTripTest {

  private static final int FLIPPED_BYTES = 150_000;
  private static final int FLIPS_MAX = 40;
  private static final int CUTS_MAX = 150;
  private static final int CUT_BYTES_MAX = 6_000;

  static Stream<String> streams() {
    return FixturesTest.streams();
  }

  @ParameterizedTest
  @MethodSource("streams")
  void isTheSameAnswerThroughBothEncoders(String id) {
    var chunks = Answers.stream(List.of(Fixtures.bytes(id, "response.sse")));
    var fold = Answers.fold(chunks);

    var streamed = Answers.stream(List.of(Answers.streamed(true, chunks).getBytes(UTF_8)));

    assertThat(said(Answers.fold(streamed))).isEqualTo(said(fold));
    if (fold.ended()) {
      var whole = Answers.fold(Answers.whole(Answers.whole(chunks)));
      assertThat(said(whole)).isEqualTo(said(fold));
    }
  }

  @ParameterizedTest
  @MethodSource("streams")
  void givesTheSameChunksHoweverItIsCut(String id) {
    var bytes = Fixtures.bytes(id, "response.sse");
    var random = new SplittableRandom(1);

    var whole = Answers.stream(List.of(bytes));

    for (var i = 0; i < 5; i++) {
      var cuts = Splits.cuts(random, bytes.length);
      assertThat(Answers.stream(Splits.at(bytes, cuts))).isEqualTo(whole);
    }
  }

  @ParameterizedTest
  @MethodSource("streams")
  void neverEndsWellBeforeTheEnd(String id) {
    var bytes = Fixtures.bytes(id, "response.sse");
    var text = new String(bytes, UTF_8);
    var marker = text.indexOf("\"finish_reason\":\"");
    marker = marker < 0 ? text.indexOf("\"finish_reason\": \"") : marker;
    var last = Math.min(marker < 0 ? text.indexOf("data: [DONE]") : marker, CUT_BYTES_MAX);
    var safe = text.substring(0, Math.max(last, 0)).getBytes(UTF_8).length;

    var step = Math.max(1, safe / CUTS_MAX);
    for (var length = 0; length < Math.min(safe, bytes.length); length += step) {
      var cut = java.util.Arrays.copyOf(bytes, length);
      assertThat(Answers.stream(List.of(cut)).getLast()).isInstanceOf(Chunk.Failed.class);
    }
  }

  @ParameterizedTest
  @MethodSource("streams")
  void survivesFlippedBytes(String id) {
    var random = new SplittableRandom(2);
    var recorded = Fixtures.bytes(id, "response.sse");
    var flips = Math.clamp(FLIPPED_BYTES / recorded.length, 1, FLIPS_MAX);

    for (var i = 0; i < flips; i++) {
      var bytes = recorded.clone();
      bytes[random.nextInt(bytes.length)] ^= (byte) random.nextInt(1, 256);
      var chunks = Answers.stream(List.of(bytes));
      assertThat(chunks.getLast().terminal()).isTrue();
      assertThat(Answers.streamed(true, chunks)).endsWith("\n\n");
    }
  }

  /** All that a reader sees of an answer, in a form that can be compared. */
  private static List<String> said(AnswerFold fold) {
    var said = new ArrayList<String>();
    fold.finishes().values().forEach(finish -> said.add(finish.choice() + " " + finish.reason()));
    for (var choice : fold.finishes().keySet()) {
      for (var kind : List.of(BlockKind.TEXT, BlockKind.REASONING, BlockKind.REFUSAL)) {
        said.add(kind + text(fold, choice, kind));
      }
    }
    fold.blocks().stream()
        .filter(block -> block.kind() == BlockKind.TOOL)
        .forEach(block -> said.add(call(block)));
    var usage = fold.usage();
    said.add(usage.inputTotal() + " " + usage.output() + " " + usage.reasoning());
    fold.failure().ifPresent(failure -> said.add(failure.message()));
    return said;
  }

  private static String text(AnswerFold fold, int choice, BlockKind kind) {
    var text = new StringBuilder();
    fold.blocks(choice).stream().filter(b -> b.kind() == kind).forEach(b -> text.append(b.text()));
    return text.toString().replace("\n\n", "");
  }

  private static String call(AnswerBlock block) {
    var tool = block.tool().orElseThrow();
    var arguments = tool.kind() == ToolKind.FUNCTION ? block.arguments() : block.text();
    return tool.callId() + " " + tool.name() + " " + arguments;
  }
}
